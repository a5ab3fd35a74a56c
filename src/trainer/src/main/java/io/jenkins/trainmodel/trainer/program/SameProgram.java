package io.jenkins.trainmodel.trainer.program;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command by which this process, with the options of its virtual machine, is started again with other arguments. */
public final class SameProgram {
    private static final String MAIN = "io.jenkins.trainmodel.trainer.cli.TrainModel";
    /** Options by which two processes would be in each other's way. */
    private static final List<String> OF_ONE = List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrun", "-Xlog");

    /** What is said is read by this process, which expects it so. */
    private static final List<String> ENGLISH = List.of(
            "-Duser.language=en", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");

    private SameProgram() {}

    /** The whole command line; what the process says is English in UTF-8. */
    public static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OF_ONE.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(ENGLISH);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        return command;
    }
}
