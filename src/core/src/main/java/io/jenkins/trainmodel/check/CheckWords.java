package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.words.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Checks as people read them. Every line is fit for a console, whatever the file holds. */
public final class CheckWords {
    private static final Messages MESSAGES = Messages.of(CheckWords.class);
    private static final Recorded SENTENCES = Recorded.with(CheckWords.class);
    private static final int LONGEST = 4000;

    private CheckWords() {}

    /** What was tried, in a word or two. */
    public static String subject(Audience audience, Subject subject) {
        return MESSAGES.say(audience, "subject." + subject.word());
    }

    /** What came of it, in a word. */
    public static String status(Audience audience, Check.Status status) {
        return MESSAGES.say(audience, "status." + status.word());
    }

    /** What was found, one line each. */
    public static List<String> findings(Audience audience, Check check) {
        return check.findings().stream()
                .map(finding -> PlainText.line(SENTENCES.say(audience, finding), LONGEST))
                .toList();
    }

    /** A line for each finding: what came of it, what was tried, what was found. */
    public static List<String> lines(Audience audience, Check check) {
        List<String> lines = new ArrayList<>();
        for (String finding : findings(audience, check)) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-7s %-13s %s",
                    status(audience, check.status()),
                    subject(audience, check.subject()),
                    finding));
        }
        return lines;
    }

    /** The result in one sentence without a full stop. */
    public static String summary(Audience audience, CheckReport report) {
        if (report.passed()) {
            return MESSAGES.say(audience, "passed", report.checks().size());
        }
        String failed = report.failed().stream()
                .map(check -> subject(audience, check.subject()))
                .collect(Collectors.joining(MESSAGES.say(audience, "comma")));
        return MESSAGES.say(
                audience,
                "failed",
                report.failed().size(),
                report.checks().size(),
                failed,
                report.failed().stream()
                        .flatMap(check -> findings(audience, check).stream())
                        .findFirst()
                        .orElse(""));
    }
}
