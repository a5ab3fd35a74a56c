package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.remoting.Channel;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks a Java for its version, by the launcher and in the environment that the trainer will have.
 *
 * @param directory where it runs: one that a container sees
 */
record JavaVersion(FilePath directory, EnvVars environment, Launcher launcher) {
    static final int OLDEST = 17;

    private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?(\\d{1,4})");
    private static final int SECONDS = 60;
    private static final int LONGEST_ANSWER = 500;

    /**
     * What a Java has said of itself.
     *
     * @param words what it printed, or why it could not be run
     */
    record Answer(String java, boolean started, String words) {
        /** Whether this is a Java at all. */
        boolean runs() {
            return VERSION.matcher(words).find();
        }

        boolean isNewEnough() {
            Matcher version = VERSION.matcher(words);
            return version.find() && Integer.parseInt(version.group(1)) >= OLDEST;
        }

        /** Why it cannot run the trainer. */
        String refusal() {
            Matcher version = VERSION.matcher(words);
            if (version.find()) {
                return "%s is Java %s".formatted(java, version.group(1));
            }
            String shown = Arrays.stream(words.split("\\R")).limit(3).collect(Collectors.joining(" "));
            String bounded = shown.substring(0, Math.min(shown.length(), LONGEST_ANSWER));
            return started
                    ? "%s -version said: %s".formatted(java, bounded)
                    : "%s cannot be run: %s".formatted(java, bounded);
        }
    }

    /**
     * Asks it.
     *
     * @throws IOException if the agent is gone, so that nobody can be asked
     */
    Answer of(String java) throws IOException, InterruptedException {
        try {
            return new Answer(java, true, run(java, "-version"));
        } catch (IOException e) {
            refuseWithoutAgent(e);
            return new Answer(java, false, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The same program, if it can run the trainer.
     *
     * @throws AbortException if it cannot: why, and what to do
     */
    String require(String java) throws IOException, InterruptedException {
        Answer answer = of(java);
        if (!answer.isNewEnough()) {
            throw new AbortException(
                    "The trainer needs Java %d or later, and %s. Name a newer JDK tool by `java`, or set JAVA_HOME."
                            .formatted(OLDEST, answer.refusal()));
        }
        return java;
    }

    /** What a command prints; empty where it cannot be run. */
    String output(String... command) throws IOException, InterruptedException {
        try {
            return run(command);
        } catch (IOException e) {
            refuseWithoutAgent(e);
            return "";
        }
    }

    private void refuseWithoutAgent(IOException problem) throws IOException {
        if (Channel.isClosedChannelException(problem)
                || directory.getChannel() instanceof Channel channel && channel.isClosingOrClosed()) {
            throw problem;
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        launcher.launch()
                .cmds(command)
                .pwd(directory)
                .envs(environment)
                .quiet(true)
                .stdout(answer)
                .stderr(answer)
                .start()
                .joinWithTimeout(SECONDS, TimeUnit.SECONDS, new StreamTaskListener(answer, StandardCharsets.UTF_8));
        return answer.toString(StandardCharsets.UTF_8);
    }
}
