package io.jenkins.trainmodel.lineage;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the moments of one run in the order of its log. */
final class Moments {
    /** More than a person looks at; a log of strangers may hold any number. */
    private static final int MOST = 1_000;

    private static final String HOST = "host";

    private final List<Moment> all = new ArrayList<>();
    private String firstHost = "";
    private String host = "";

    /** The moments that this event brings. */
    List<Moment> add(EventRecord entry) {
        List<Moment> more = all.size() < MOST ? of(entry) : List.of();
        all.addAll(more);
        return more;
    }

    List<Moment> all() {
        return List.copyOf(all);
    }

    /** The machine on which the run began; empty where it does not say. */
    String firstHost() {
        return firstHost;
    }

    /** The machine of its newest process; empty where it does not say. */
    String lastHost() {
        return host;
    }

    private List<Moment> of(EventRecord entry) {
        TrainingEvent event = entry.event();
        if (event instanceof TrainingEvent.Started started) {
            host = hostOf(started.environment());
            firstHost = host;
            return List.of();
        }
        if (event instanceof TrainingEvent.Resumed resumed) {
            return resumed(entry, resumed);
        }
        return asked(entry).stream().toList();
    }

    private List<Moment> resumed(EventRecord entry, TrainingEvent.Resumed resumed) {
        String before = host;
        host = hostOf(resumed.environment());
        List<Moment> moments = new ArrayList<>();
        moments.add(moment(Moment.Kind.RESUME, entry, resumed.epoch(), resumed.step(), resumed.checkpoint()));
        if (!before.equals(host)) {
            moments.add(moment(Moment.Kind.AGENT, entry, resumed.epoch(), resumed.step(), before + " → " + host));
        }
        return moments;
    }

    private static Moment moment(Moment.Kind kind, EventRecord entry, int epoch, long step, String text) {
        return new Moment(kind, epoch, step, entry.time(), "", "", text);
    }

    private static Optional<Moment> asked(EventRecord entry) {
        TrainingEvent event = entry.event();
        if (event instanceof Intervention.HyperparameterChanged change) {
            String text = change.key() + ": " + change.from() + " → " + change.to();
            return Optional.of(new Moment(
                    Moment.Kind.CHANGE, change.epoch(), change.step(), entry.time(), change.by(), change.why(), text));
        }
        if (event instanceof Intervention.CommandApplied command && command.accepted()) {
            return Optional.of(new Moment(
                    Moment.Kind.COMMAND,
                    command.epoch(),
                    command.step(),
                    entry.time(),
                    command.by(),
                    command.why(),
                    command.command()));
        }
        return Optional.empty();
    }

    private static String hostOf(Map<String, String> environment) {
        return environment.getOrDefault(HOST, "");
    }
}
