var mine = log.feedback().of(task).orElseThrow(() -> new AssertionError("The cell's feedback is not in the log."));
if (!mine.annotator().equals("somebody") || !mine.text().startsWith("The program does not do")) {
    throw new AssertionError("The log holds something else: " + mine);
}
if (said.isEmpty() || simulated.size() != failing.size()) {
    throw new AssertionError(said + "\n" + simulated + "\n" + failing);
}
if (agreement.annotators().size() < 2 || agreement.shared() < 1) {
    throw new AssertionError("The annotators' agreement is not as told: " + agreement);
}
if (!Feedbacks.read(run.resolve("feedback-argilla.json")).list().equals(said.list())) {
    throw new AssertionError("Argilla's records are not what was said.");
}
if (refiner.refine(tasks, again).samples().list().equals(refiner.refine(tasks, said).samples().list())) {
    throw new AssertionError("Other words make no other programs.");
}
if (!obeyed.text().contains("<= 4") || obeyed.text().contains("<= 7")) {
    throw new AssertionError("The model did something else than it was told: " + obeyed.text());
}
