"""Files of outcomes and the exports that they name: a cell is understood, or is an error with its row and column."""
