package io.jenkins.plugins.trainmodel.notice;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentContributor;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.page.Refusal;
import io.jenkins.plugins.trainmodel.page.RunStatus;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.report.Cost;
import io.jenkins.trainmodel.words.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Tells later steps of a build how its trainings have ended: {@code TRAINING_RESULT} and others of the newest one, and for
 * several, {@code TRAINING_<RUN>_RESULT} of each. Read from memory, since Pipelines ask for every variable again and again.
 */
@Extension
public class TrainingEnvironment extends EnvironmentContributor {
    private static final String PREFIX = "TRAINING_";
    /** All variables of a process have to fit into what its system allows, on Windows 32 kB. */
    private static final int MOST_BY_NAME = 16;

    private static final int LONGEST = 800;
    private static final int LONGEST_BY_NAME = 200;

    @Override
    public void buildEnvironmentFor(@SuppressWarnings("rawtypes") Run build, EnvVars variables, TaskListener listener) {
        TrainingBuildAction action = build.getAction(TrainingBuildAction.class);
        if (action == null) {
            return;
        }
        List<RunStatus> ended = EndedRun.all(build);
        ended.stream()
                .skip(Math.max(0, ended.size() - MOST_BY_NAME))
                .forEach(status -> addByName(new RunWords(build, status), status.getId(), variables));
        Optional<Refusal> refusal = action.refusal();
        if (refusal.isPresent()) {
            add(refusal.get(), build, variables);
        } else {
            EndedRun.last(build).ifPresent(status -> add(new RunWords(build, status), status, variables));
        }
    }

    private static void add(RunWords words, RunStatus status, EnvVars variables) {
        put(variables, "RUN", words.name(Markup.TEXT), LONGEST);
        put(variables, "RESULT", words.result(), LONGEST);
        put(variables, "REASON", words.reason(Markup.TEXT), LONGEST);
        put(variables, "SUMMARY", words.summary(Markup.TEXT), LONGEST);
        put(variables, "URL", words.url(), LONGEST);
        put(variables, "EPOCHS", Integer.toString(status.getEpochs()), LONGEST);
        status.cost().ifPresent(cost -> add(cost, variables));
    }

    /** As numbers, which scripts can add up; what is not known is not there. */
    private static void add(Cost cost, EnvVars variables) {
        put(variables, "GPU_HOURS", amount(cost.gpuHours()), LONGEST);
        cost.cpuHours().ifPresent(hours -> put(variables, "CPU_HOURS", amount(hours), LONGEST));
        cost.kilowattHours().ifPresent(energy -> put(variables, "KILOWATT_HOURS", amount(energy), LONGEST));
    }

    private static String amount(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static void addByName(RunWords words, String id, EnvVars variables) {
        String name = id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        put(variables, name + "_RESULT", words.result(), LONGEST_BY_NAME);
        put(variables, name + "_SUMMARY", words.summary(Markup.TEXT), LONGEST_BY_NAME);
        put(variables, name + "_URL", words.url(), LONGEST_BY_NAME);
    }

    private static void add(Refusal refusal, Run<?, ?> build, EnvVars variables) {
        String root = Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("/");
        String reason = refusal.getReason().replaceAll("\\s*\\R\\s*", " ");
        put(variables, "RESULT", refusal.getOutcome(), LONGEST);
        put(variables, "REASON", reason, LONGEST);
        put(variables, "SUMMARY", "Never began: " + reason, LONGEST);
        put(variables, "URL", root + build.getUrl(), LONGEST);
        put(variables, "EPOCHS", "0", LONGEST);
    }

    /** Jenkins puts other variables into a value where it has a dollar sign, and the words come from an agent. */
    private static void put(EnvVars variables, String name, String value, int longest) {
        variables.put(PREFIX + name, PlainText.line(value, longest).replace('$', '\uFF04'));
    }
}
