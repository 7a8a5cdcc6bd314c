if (feedback.size() < 100 || repaired.size() < 10) {
    throw new AssertionError("Little came of the README's cells: " + feedback.size() + " feedbacks, " + repaired.size() + " repairs.");
}
