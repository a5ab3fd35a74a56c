package io.jenkins.trainmodel.spec;

import java.util.regex.Pattern;

/** A name in which a star stands for any characters. */
public record NamePattern(String text) {
    /** Whether it fits a name as a whole. */
    public boolean matches(String name) {
        String expression = Pattern.quote(text).replace("*", "\\E.*\\Q");
        return Pattern.compile(expression, Pattern.DOTALL).matcher(name).matches();
    }
}
