package io.jenkins.plugins.trainmodel.reader;

import hudson.model.User;
import io.jenkins.trainmodel.check.CheckWords;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** Who reads, by Jenkins's rules. */
public final class Reader {
    /** The parameter by which a page's script tells the browser's zone. */
    private static final String ZONE = "zone";

    private static final Recorded SENTENCES = Recorded.with(Reader.class, CheckWords.class);

    private Reader() {}

    /**
     * Who asks: in the language of the request, and the zone that a page's script has told, else that of the controller. Where
     * nobody asks, as on a build's thread, the controller's own language and zone.
     */
    public static Audience audience() {
        return Audience.of(LocaleProvider.getLocale(), zone());
    }

    /** The language of who asks, for the script of the report, such as {@code zh-CN}. */
    public static String language() {
        return audience().language().tag();
    }

    /** A sentence that was recorded in English, by core or by the plugin, for whoever asks. */
    public static String recorded(String sentence) {
        return recorded(audience(), sentence);
    }

    /** The same for somebody else. */
    public static String recorded(Audience audience, String sentence) {
        return SENTENCES.say(audience, sentence);
    }

    /** The id of who asks, as it is recorded beside what they did. */
    public static String id() {
        return Optional.ofNullable(User.current()).map(User::getId).orElse("anonymous");
    }

    private static ZoneId zone() {
        return Optional.ofNullable(Stapler.getCurrentRequest2())
                .map((StaplerRequest2 request) -> request.getParameter(ZONE))
                .flatMap(Reader::parse)
                .orElseGet(ZoneId::systemDefault);
    }

    private static Optional<ZoneId> parse(String zone) {
        try {
            return Optional.of(ZoneId.of(zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
