package io.jenkins.trainmodel.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Who reads: the language and the zone of their clock. It is handed to whatever speaks, since one process may speak to
 * many people at once, as a Jenkins controller does.
 */
public record Audience(Language language, ZoneId zone) {
    /** Files and other programs: English and UTC, wherever the process runs. */
    public static final Audience RECORD = new Audience(Language.ENGLISH, ZoneOffset.UTC);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** Somebody with this locale and zone. */
    public static Audience of(Locale locale, ZoneId zone) {
        return new Audience(Language.of(locale), zone);
    }

    /** The moment by their clock, to the second and without its zone. */
    public String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    /** The same with the zone's distance from UTC, such as {@code 2026-11-24 16:30:00 UTC+08:00}. */
    public String timeWithZone(Instant instant) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        return time(instant) + " UTC" + (offset.getTotalSeconds() == 0 ? "" : offset.getId());
    }
}
