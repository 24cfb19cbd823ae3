"""The view: values with the words beside them, as templates and machines see them."""
