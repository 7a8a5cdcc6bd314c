var mine = log.feedback().of(task).orElseThrow(() -> new AssertionError("The cell's feedback is not in the log."));
if (!mine.annotator().equals("somebody") || !mine.text().startsWith("The program does not do")) {
    throw new AssertionError("The log holds something else: " + mine);
}
if (said.isEmpty() || simulated.size() != failing.size()) {
    throw new AssertionError(said + "\n" + simulated + "\n" + failing);
}
if (agreement.annotators().size() < 3 || agreement.coded() < 4 || !(agreement.alpha() > 0 && agreement.alpha() < 1)) {
    throw new AssertionError("The annotators' agreement is not as told: " + agreement);
}
if (refinements.size() != 4 * said.taskIds().size() || refinements.list().stream().anyMatch(each -> each.verdict() == null)) {
    throw new AssertionError("Not every program was refined and judged: " + refinements);
}
