package io.jenkins.plugins.trainmodel.step;

import hudson.model.Label;
import io.jenkins.plugins.trainmodel.config.WrittenDuration;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.plugins.trainmodel.reference.ReferenceChoice;
import io.jenkins.plugins.trainmodel.reference.ReferenceWish;
import io.jenkins.plugins.trainmodel.run.CheckpointChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the step's parameters, in sentences that say what was found and what is allowed. */
final class StepCheck {
    private static final int LONGEST_NAME = 200;
    private static final int SHOWN = 40;
    /** What can be taken over from a reference; empty: as the specification says. */
    static final List<String> WARM_STARTS = List.of("none", "parameters", "everything");
    /** What can follow where a reference is missing; empty: as the specification says. */
    static final List<String> WHEN_MISSING = List.of("start", "fail");

    private StepCheck() {}

    /** All that is wrong, each with the parameter's name before it. */
    static List<String> problems(TrainModelStep step) {
        List<String> problems = new ArrayList<>();
        if (step.getSpec().isEmpty()) {
            problems.add(Messages.StepCheck_specNeeded());
        }
        name(step.getName()).ifPresent(problem -> problems.add("name: " + problem));
        checkpoints(step.getCheckpoints()).ifPresent(problem -> problems.add("checkpoints: " + problem));
        grace(step.getGrace()).ifPresent(problem -> problems.add("grace: " + problem));
        label(step.getAgent()).ifPresent(problem -> problems.add("agent: " + problem));
        if (step.getAgent().isEmpty() && !step.getUnstash().isEmpty()) {
            problems.add(Messages.StepCheck_unstash(shown(step.getUnstash())));
        }
        waits(step, problems);
        problems.addAll(CommandCheck.problems(step));
        word(step.getWarmStart(), WARM_STARTS).ifPresent(problem -> problems.add("warmStart: " + problem));
        taken("freeze", step.getFreeze(), step.getWarmStart()).ifPresent(problems::add);
        taken("reset", step.getReset(), step.getWarmStart()).ifPresent(problems::add);
        word(step.getWhenMissing(), WHEN_MISSING).ifPresent(problem -> problems.add("whenMissing: " + problem));
        Optional.ofNullable(step.getReference())
                .map(ReferenceChoice::wish)
                .filter(ReferenceWish::lacksValue)
                .ifPresent(wish -> problems.add(Messages.StepCheck_referenceLacksValue()));
        step.getSet().keySet().stream()
                .filter(String::isBlank)
                .findFirst()
                .ifPresent(key -> problems.add(Messages.StepCheck_setLacksKey()));
        return problems;
    }

    static Optional<String> name(String name) {
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of(Messages.StepCheck_nameControl(shown(name)));
        }
        return name.length() <= LONGEST_NAME
                ? Optional.empty()
                : Optional.of(Messages.StepCheck_nameTooLong(
                        String.valueOf(name.length()), shown(name), String.valueOf(LONGEST_NAME)));
    }

    static Optional<String> checkpoints(String word) {
        return CheckpointChoice.find(word).isPresent()
                ? Optional.empty()
                : Optional.of(found(word, CheckpointChoice.allowed()));
    }

    /** What is said of an answer must be beside the wait for one, or it would be waited for in vain. */
    private static void waits(WaitingStep step, List<String> problems) {
        word(step.getWaitFor(), List.of(WaitingStep.ANSWER)).ifPresent(problem -> problems.add("waitFor: " + problem));
        answerWithin(step.getAnswerWithin()).ifPresent(problem -> problems.add("answerWithin: " + problem));
        answer(step.getDefaultAnswer()).ifPresent(problem -> problems.add("defaultAnswer: " + problem));
        String said = step.getAnswerWithin() + step.getDefaultAnswer();
        if (step.getWaitFor().isEmpty() && !said.isEmpty()) {
            problems.add(Messages.StepCheck_waitFor(shown(said)));
        }
        if (step.getAnswerWithin().isEmpty() && !step.getDefaultAnswer().isEmpty()) {
            problems.add(Messages.StepCheck_defaultAnswer(shown(step.getDefaultAnswer())));
        }
    }

    /** An empty one is for as long as it takes. */
    static Optional<String> answerWithin(String text) {
        return text.isEmpty()
                        || WrittenDuration.parse(text)
                                .filter(time -> !time.isZero())
                                .isPresent()
                ? Optional.empty()
                : Optional.of(Messages.StepCheck_answerWithin(shown(text)));
    }

    /** An empty one is the usual. */
    static Optional<String> answer(String text) {
        return text.isEmpty() || AnswerKind.find(text).isPresent()
                ? Optional.empty()
                : Optional.of(found(text, AnswerKind.allowed()));
    }

    /** An empty one is none. */
    static Optional<String> label(String expression) {
        try {
            if (!expression.isEmpty()) {
                Label.parseExpression(expression);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Messages.StepCheck_label(shown(expression)));
        }
    }

    private static Optional<String> word(String word, List<String> allowed) {
        return word.isEmpty() || allowed.contains(word)
                ? Optional.empty()
                : Optional.of(found(word, String.join(", ", allowed)));
    }

    /** What the step says of a warm start takes the place of the file's as a whole, so it must say what is taken over. */
    private static Optional<String> taken(String key, List<String> names, String warmStart) {
        return isCold(warmStart) && !names.isEmpty()
                ? Optional.of(Messages.StepCheck_nothingTakenOver(key, shown(names.get(0))))
                : Optional.empty();
    }

    /** Whether nothing is taken over, as far as the step says. */
    static boolean isCold(String warmStart) {
        return warmStart.isEmpty() || warmStart.equals(WARM_STARTS.get(0));
    }

    /** An empty one is the global setting. */
    static Optional<String> grace(String text) {
        return WrittenDuration.parse(text).isPresent()
                ? Optional.empty()
                : Optional.of(found(text, WrittenDuration.allowed()));
    }

    /** What of a run directory can be told without the agent; the agent looks at links and at what is there. */
    static Optional<String> out(String path) {
        boolean wrong = leaves(path) || depth(path) == 0 && !path.isEmpty();
        return wrong ? Optional.of(found(path, Messages.StepCheck_outAllowed())) : Optional.empty();
    }

    /** Whether a path leads out of the directory that it is relative to, as far as it says itself. */
    static boolean leaves(String path) {
        return path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*") || depth(path) < 0;
    }

    /** How far below the directory a path ends; negative where it leaves it on its way. */
    private static int depth(String path) {
        int depth = 0;
        for (String part : path.split("[/\\\\]")) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return depth;
            }
        }
        return depth;
    }

    private static String found(String text, String allowed) {
        return Messages.StepCheck_found(shown(text), allowed);
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
