package io.jenkins.plugins.trainmodel.notice;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.KeyMetrics;
import io.jenkins.plugins.trainmodel.page.RunFigures;
import io.jenkins.plugins.trainmodel.page.RunStatus;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.words.CostWords;
import io.jenkins.trainmodel.words.MetricWords;
import io.jenkins.trainmodel.words.PlainText;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** What people read of a run outside of its pages: in mails, chats and checks. All words of the run are one line and escaped. */
final class RunWords {
    private final Run<?, ?> build;
    private final RunStatus status;

    RunWords(Run<?, ?> build, RunStatus status) {
        this.build = build;
        this.status = status;
    }

    /** The outcome's word. */
    String result() {
        return status.getState();
    }

    String name(Markup markup) {
        return markup.escape(PlainText.line(status.getName()));
    }

    /** How it ended and what it has come to, in one sentence. */
    String summary(Markup markup) {
        return markup.escape(PlainText.line(status.getStatus()));
    }

    /** Why it ended. */
    String reason(Markup markup) {
        return markup.escape(PlainText.line(status.getReason()));
    }

    /** What it has used of its machines; nothing where that is not known. */
    String cost(Markup markup) {
        return status.cost()
                .flatMap(cost -> CostWords.sentence(cost, Audience.RECORD))
                .map(markup::escape)
                .orElse("");
    }

    /** The address of the run's page; relative to the server where Jenkins does not know its own. */
    String url() {
        return address("");
    }

    private String address(String rest) {
        String root = Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("/");
        return root + build.getUrl() + "train-model/" + status.getId() + "/" + rest;
    }

    /** The address of the curves as a picture; who fetches it needs the permission to read the job. */
    String pictureUrl() {
        return address("curves.png");
    }

    /** The few metrics that say how good it is, each with its best value and, where gates compare with it, the reference's. */
    String metrics(Markup markup) {
        RunFigures figures = status.allFigures();
        Map<String, Double> references = references(figures);
        List<List<String>> rows = KeyMetrics.few(figures.metrics()).entrySet().stream()
                .map(metric -> List.of(
                        MetricWords.title(metric.getKey(), Reader.audience()),
                        Quantity.number(metric.getValue()),
                        number(figures.bestMetrics().get(metric.getKey())),
                        number(references.get(metric.getKey()))))
                .toList();
        return new WordTable(
                        List.of(
                                Messages.RunWords_metric(),
                                Messages.RunWords_last(),
                                Messages.RunWords_best(),
                                Messages.RunWords_reference()),
                        rows)
                .in(markup);
    }

    private static String number(Double value) {
        return value == null ? "" : Quantity.number(value);
    }

    private static Map<String, Double> references(RunFigures figures) {
        Map<String, Double> references = new TreeMap<>();
        figures.gates().forEach(gate -> gate.reference().ifPresent(value -> references.put(gate.metric(), value)));
        return references;
    }

    /** What each gate answered; nothing of a run without gates. */
    String gates(Markup markup) {
        List<List<String>> rows = status.allFigures().gates().stream()
                .map(gate -> List.of(PlainText.line(gate.gate()), answer(gate), PlainText.line(gate.sentence())))
                .toList();
        return new WordTable(
                        List.of(Messages.RunWords_gate(), Messages.RunWords_answer(), Messages.RunWords_why()), rows)
                .in(markup);
    }

    private static String answer(GateVerdict gate) {
        return gate.held()
                ? gate.answer().words()
                : gate.answer().words() + " (" + gate.outcome().word() + ")";
    }

    /** The last value of a metric by its path, such as {@code validation/accuracy}; empty where it was not measured. */
    Optional<String> metric(String path) {
        return Optional.ofNullable(status.allFigures().metrics().get(path)).map(Quantity::number);
    }

    /** The curves within the text, which needs HTML; most mail programs on desks and phones show them. */
    String curve() throws IOException {
        return picture(png -> "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
    }

    /** The curves as the mail's attachment of that name, which all mail programs show. */
    String attachedCurve() throws IOException {
        return picture(unused -> "cid:" + TrainingBuildAction.pictureName(status.getId()));
    }

    /** Where a picture is. */
    private interface Source {
        String of(byte[] png);
    }

    /** No wider than the mail, as on a phone. */
    private String picture(Source source) throws IOException {
        return TrainingBuildAction.of(build)
                .curves(status.getId())
                .map(curves -> "<img src=\"%s\" alt=\"%s\" style=\"max-width: 100%%\">"
                        .formatted(source.of(curves.png()), Markup.HTML.escape(curves.words())))
                .orElse("");
    }

    /** All of it under each other. */
    String report(Markup markup) throws IOException {
        String curves = markup == Markup.HTML ? curve() : "";
        String link = markup == Markup.HTML ? "<a href=\"%1$s\">%1$s</a>".formatted(markup.escape(url())) : url();
        return String.join(
                markup.lineBreak(),
                Stream.of(name(markup) + ": " + summary(markup), metrics(markup), gates(markup), curves, link)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }
}
