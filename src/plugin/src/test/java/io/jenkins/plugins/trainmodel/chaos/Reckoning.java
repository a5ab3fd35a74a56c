package io.jenkins.plugins.trainmodel.chaos;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.RunStatus;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jvnet.hudson.test.JenkinsRule;

/** Whether every build is right, or says in a true sentence why it is not. */
final class Reckoning {
    /** What can truly be said of a run in this test; each was caused by a blow. */
    private static final Pattern TRUE_SENTENCE = Pattern.compile(String.join(
            "|",
            "stopped by .*",
            "The build ended without a word about this run, as when Jenkins is killed; .*",
            "killed, since it did not end within the grace period after it was stopped by .*",
            "Lost agent (one|two), on which the training ran: it has been out of reach for .*",
            "the trainer ended with exit code (137|143) and left no result",
            "the trainer's process is gone without a word; was the agent restarted\\?",
            "agent (one|two) cannot be reached to end the training; it is ended when the agent is back",
            ".*No space left on device.*",
            ".*out of reach.*"));

    private Reckoning() {}

    static String report(JenkinsRule jenkins) {
        Map<String, Long> sentences = Trainings.all(jenkins).stream()
                .flatMap(build -> runs(build).stream())
                .collect(Collectors.groupingBy(
                        run -> run.getState() + ": " + run.getReason(), TreeMap::new, Collectors.counting()));
        return Trainings.all(jenkins).size() + " builds\n"
                + sentences.entrySet().stream()
                        .map(entry -> entry.getValue() + " x " + entry.getKey())
                        .collect(Collectors.joining("\n"));
    }

    private static List<RunStatus> runs(Run<?, ?> build) {
        return Optional.ofNullable(build.getAction(TrainingBuildAction.class))
                .map(TrainingBuildAction::getStatuses)
                .orElse(List.of());
    }

    static ArrayList<String> wrongBuilds(JenkinsRule jenkins) throws Exception {
        ArrayList<String> wrong = new ArrayList<>();
        for (Run<?, ?> build : Trainings.all(jenkins)) {
            for (String problem : problems(build)) {
                wrong.add(build.getFullDisplayName() + " (" + build.getResult() + "): " + problem);
            }
        }
        return wrong;
    }

    private static List<String> problems(Run<?, ?> build) throws IOException {
        List<String> problems = new ArrayList<>();
        if (build.isBuilding()) {
            problems.add("has not ended");
        }
        List<RunStatus> runs = runs(build);
        for (RunStatus run : runs) {
            if (run.getState().equals("success")) {
                problems.addAll(problemsOfSuccess(build, run));
            } else if (!TRUE_SENTENCE.matcher(run.getReason()).matches()) {
                problems.add(run.getState() + " without a true sentence: " + run.getReason());
            }
        }
        boolean anySuccess = runs.stream().anyMatch(run -> run.getState().equals("success"));
        if (build.getResult() == Result.SUCCESS && !anySuccess) {
            problems.add("is green and has trained nothing");
        }
        return problems;
    }

    private static List<String> problemsOfSuccess(Run<?, ?> build, RunStatus run) throws IOException {
        List<String> problems = new ArrayList<>();
        Path archive = build.getArtifactsDir().toPath().resolve("train-model").resolve(run.getId());
        if (!Files.isRegularFile(archive.resolve("model/manifest.json"))) {
            problems.add("success of " + run.getId() + " without a model");
        }
        Path log = build.getAction(TrainingBuildAction.class).eventLog(run.getId());
        List<EventRecord> events = EventReader.readAll(log);
        List<Long> expected = LongStream.rangeClosed(1, events.size()).boxed().toList();
        if (!events.stream().map(EventRecord::sequence).toList().equals(expected)) {
            problems.add("events of " + run.getId() + " are not whole");
        }
        if (events.isEmpty() || !(events.get(events.size() - 1).event() instanceof Conclusion.Finished)) {
            problems.add("events of " + run.getId() + " have no end");
        }
        return problems;
    }
}
