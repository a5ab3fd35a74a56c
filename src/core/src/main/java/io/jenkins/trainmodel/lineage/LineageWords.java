package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.event.NoCheckpoint;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import io.jenkins.trainmodel.words.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** A family as a tree of lines, each run below the one that it began from, and below it what happened to it. */
public final class LineageWords {
    private static final Messages MESSAGES = Messages.of(LineageWords.class);
    private static final int LONGEST = 80;
    /** Of one run; all of them are in the JSON. */
    private static final int MOST_MOMENTS = 20;

    private final Audience audience;

    public LineageWords(Audience audience) {
        this.audience = audience;
    }

    /** The tree. */
    public List<String> tree(Family family) {
        List<String> lines = new ArrayList<>();
        family.roots().forEach(root -> add(family, root, new Indent("", ""), lines));
        return List.copyOf(lines);
    }

    /** What stands before a run's own line, and before those below it. */
    private record Indent(String own, String below) {
        Indent ofChild(boolean last) {
            return new Indent(below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
        }
    }

    private void add(Family family, Member member, Indent indent, List<String> lines) {
        lines.add(indent.own() + line(member));
        List<Member> children = family.children(member);
        String within = indent.below() + (children.isEmpty() ? "     " : "│    ");
        member.problem().ifPresent(problem -> lines.add(within + "! " + PlainText.line(problem)));
        member.moments().stream().limit(MOST_MOMENTS).forEach(moment -> lines.add(within + line(moment)));
        for (int i = 0; i < children.size(); i++) {
            add(family, children.get(i), indent.ofChild(i == children.size() - 1), lines);
        }
    }

    private String line(Member member) {
        String id = member.runId().isEmpty() ? "" : " [" + plain(member.runId()) + "]";
        String named = plain(member.name()) + id;
        String told = member.isThere() ? figures(named, member) : MESSAGES.say(audience, "tree.gone", named);
        return member.origin().map(origin -> began(origin, told)).orElse(told);
    }

    private String figures(String named, Member member) {
        Member.Standing standing = member.standing();
        String epochs = MESSAGES.say(
                audience, standing.epochs() == 1 ? "tree.epoch" : "tree.epochs", Quantity.count(standing.epochs()));
        String best = standing.best()
                .map(value -> MESSAGES.say(
                        audience,
                        "tree.best",
                        plain(value.metric()),
                        Quantity.number(value.value()),
                        String.valueOf(value.epoch())))
                .orElse("");
        String place = member.place().isEmpty() ? "" : " (" + PlainText.line(member.place()) + ")";
        return MESSAGES.say(audience, "tree.run", named, state(standing.state()), epochs) + best + place;
    }

    private String state(String word) {
        return MESSAGES.find(audience, "state." + word).orElse(word);
    }

    /** What kind of beginning it had, and then the rest. */
    private String began(Origin origin, String rest) {
        String kind = kind(origin.kind());
        String epoch = origin.epoch().map(String::valueOf).orElse("?");
        if (origin.checkpoint().isPresent()) {
            return MESSAGES.say(
                    audience, "tree.at", kind, plain(origin.checkpoint().get()), epoch, rest);
        }
        return origin.epoch().isPresent()
                ? MESSAGES.say(audience, "tree.after", kind, epoch, rest)
                : MESSAGES.say(audience, "tree.from", kind, rest);
    }

    /** How a run began from another one, such as {@code continued}. */
    public String kind(Origin.Kind kind) {
        return MESSAGES.find(audience, "origin." + kind.word()).orElseThrow();
    }

    private String line(Moment moment) {
        return MESSAGES.say(
                audience, "moment.line", audience.time(moment.time()), String.valueOf(moment.epoch()), of(moment));
    }

    /** What happened, with who and why, without its time and place. */
    public String of(Moment moment) {
        String what =
                moment.kind() == Moment.Kind.COMMAND ? Vocabulary.command(moment.text(), audience) : moment.text();
        boolean unknown = moment.kind() == Moment.Kind.RESUME && NoCheckpoint.is(what);
        String told = MESSAGES.find(
                        audience,
                        unknown
                                ? "moment.resumeUnknown"
                                : "moment." + moment.kind().word(),
                        PlainText.line(what))
                .orElseThrow();
        String by = moment.by().isEmpty() ? told : MESSAGES.say(audience, "moment.by", told, plain(moment.by()));
        return moment.why().isEmpty() ? by : MESSAGES.say(audience, "moment.why", by, PlainText.line(moment.why()));
    }

    private static String plain(String text) {
        return PlainText.line(text, LONGEST);
    }
}
