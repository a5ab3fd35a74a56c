package io.jenkins.trainmodel.trainer.cli.overview;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.trainmodel.event.NonFinite;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists the runs below a directory: how each stands or ended, its best metric, why it stopped, its"
                + " epochs and its time.")
public final class RunsCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Below which runs are looked for (default ${DEFAULT-VALUE}).")
    private Path root;

    @Option(
            names = "--sort",
            defaultValue = "time",
            description = "time (the newest first), name, state, best or duration (default ${DEFAULT-VALUE}).")
    private RunOrder order;

    @Option(
            names = "--metric",
            paramLabel = "PATH",
            description =
                    "The metric whose best value is told, such as validation/accuracy. Default: of each run the one"
                            + " that decides on its best checkpoint.")
    private Optional<String> metric = Optional.empty();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new WrongInputException(root + " is no directory; name the one below which runs lie");
        }
        List<RunRow> rows = new ArrayList<>();
        for (Path directory : directories()) {
            read(directory).ifPresent(rows::add);
        }
        rows.sort(order.comparator());
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            ObjectNode tree = JSON.valueToTree(Map.of("v", 1, "runs", rows));
            NonFinite.extract(tree);
            out.println(tree);
        } else {
            RunTable.of(rows, Speaker.of(command).audience()).forEach(out::println);
        }
        out.flush();
        return ExitCode.SUCCESS;
    }

    private Optional<RunRow> read(Path directory) {
        String place = root.relativize(directory).toString();
        try {
            return Optional.of(RunRow.of(new RunDirectory(directory), place.isEmpty() ? "." : place, metric));
        } catch (IOException | WrongInputException unreadable) {
            PrintWriter err = command.commandLine().getErr();
            String said = "The run " + directory + " cannot be read: " + unreadable.getMessage();
            err.println(Recorded.in(Speaker.of(command).audience(), said));
            err.flush();
            return Optional.empty();
        }
    }

    /** Whatever lies within a run is no other one. */
    private List<Path> directories() throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (!Files.isRegularFile(new RunDirectory(directory).events())) {
                    return FileVisitResult.CONTINUE;
                }
                found.add(directory);
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
