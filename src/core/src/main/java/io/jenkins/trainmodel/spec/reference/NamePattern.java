package io.jenkins.trainmodel.spec.reference;

/** A name in which a star stands for any characters. */
public record NamePattern(String text) {
    private static final String STAR = "\\*";

    /** Whether it fits a name as a whole; in a time that grows with both lengths, however many stars there are. */
    public boolean matches(String name) {
        String[] parts = text.split(STAR, -1);
        String first = parts[0];
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return name.equals(text);
        }
        boolean framed =
                name.length() >= first.length() + last.length() && name.startsWith(first) && name.endsWith(last);
        return framed && inOrder(parts, name.substring(first.length(), name.length() - last.length()));
    }

    /** Whether the parts between the first and the last star stand behind each other; the earliest place leaves most room. */
    private static boolean inOrder(String[] parts, String between) {
        int from = 0;
        for (int part = 1; part < parts.length - 1; part++) {
            int at = between.indexOf(parts[part], from);
            if (at < 0) {
                return false;
            }
            from = at + parts[part].length();
        }
        return true;
    }
}
