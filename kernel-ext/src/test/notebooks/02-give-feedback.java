var mine = log.feedback().of(task).orElseThrow(() -> new AssertionError("The cell's feedback is not in the log."));
if (!mine.annotator().equals("somebody") || !mine.text().startsWith("The program does not do")) {
    throw new AssertionError("The log holds something else: " + mine);
}
if (said.isEmpty() || simulated.size() != failing.size()) {
    throw new AssertionError(said + "\n" + simulated + "\n" + failing);
}
