package io.jenkins.trainmodel.message;

import java.util.Locale;
import java.util.Set;

/** A language that all of core's messages are written in. */
public enum Language {
    /** The language of what is recorded, and of whoever reads no other one. */
    ENGLISH(Locale.ENGLISH, ""),

    /** In simplified characters. */
    CHINESE(Locale.SIMPLIFIED_CHINESE, "_zh_CN");

    /** Where Chinese is written in traditional characters, unless its locale says otherwise. */
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

    private final Locale locale;
    private final String suffix;

    Language(Locale locale, String suffix) {
        this.locale = locale;
        this.suffix = suffix;
    }

    /** The language that somebody of this locale reads best. */
    public static Language of(Locale locale) {
        boolean chinese = locale.getLanguage().equals("zh");
        boolean simplified = locale.getScript().isEmpty()
                ? !TRADITIONAL.contains(locale.getCountry())
                : locale.getScript().equals("Hans");
        return chinese && simplified ? CHINESE : ENGLISH;
    }

    /** As a page or a script names it, such as {@code zh-CN}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** What the name of a bundle's file has before {@code .properties}. */
    String suffix() {
        return suffix;
    }
}
