// In https://script.google.com make a new project, put this in place of what stands there, and run makeForm.

function makeForm() {
  var form = FormApp.create(FORM.title);
  form.setDescription(FORM.description);
  form.setCollectEmail(false);
  form.setLimitOneResponsePerUser(false);
  form.setProgressBar(true);
  var makers = {
    page: function () {
      return form.addPageBreakItem();
    },
    line: function () {
      return form.addTextItem().setRequired(false);
    },
    text: function () {
      return form.addParagraphTextItem().setRequired(false);
    },
    choice: function (asked) {
      return form.addMultipleChoiceItem().setChoiceValues(asked.choices).showOtherOption(false).setRequired(false);
    },
  };
  FORM.items.forEach(function (asked) {
    makers[asked.kind](asked).setTitle(asked.title).setHelpText(asked.help);
  });
  Logger.log(FORM.done + "\n" + form.getEditUrl());
}
