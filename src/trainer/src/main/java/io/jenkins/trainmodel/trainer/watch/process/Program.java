package io.jenkins.trainmodel.trainer.watch.process;

import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is started to train.
 *
 * @param words the program and its arguments
 * @param said the same as people know it, in one line
 * @param script whether it is a script, so that the program that trains may be one that it starts
 */
public record Program(List<String> words, String said, boolean script) {
    private static final int LARGEST_SCRIPT = 1 << 20;
    private static final int LONGEST = 500;
    private static final String INTERPRETER = "#!";

    public Program {
        words = List.copyOf(words);
    }

    /** A program as a command line names it. */
    public static Program of(List<String> words) {
        return new Program(words, oneLine(String.join(" ", words)), false);
    }

    /**
     * A script, run by the program that its first line names, else by the system's shell, which tells no command, since that would
     * tell the values of variables as well. In {@code sh} it ends at the first command that fails.
     */
    public static Program ofScript(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_SCRIPT) {
            throw new WrongInputException(
                    "--script: %s is no file of at most %,d bytes: name a script".formatted(file, LARGEST_SCRIPT));
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new WrongInputException("--script: " + file + " is empty: write the command that trains into it");
        }
        List<String> words = new ArrayList<>(File.separatorChar == '\\' ? batch() : shell(text));
        words.add(file.toAbsolutePath().toString());
        return new Program(words, oneLine(text), true);
    }

    /**
     * This program, which is there to be started.
     *
     * @throws WrongInputException if it is not
     */
    public Program requireProgram() {
        String program = words.get(0);
        boolean there = program.contains("/") || program.contains("\\")
                ? Files.isRegularFile(Path.of(program)) && Files.isExecutable(Path.of(program))
                : onPath(program).isPresent() || File.separatorChar == '\\';
        if (!there) {
            throw new WrongInputException("There is no program " + program
                    + " that could be started: name one that is on the PATH, or its path.");
        }
        return this;
    }

    static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    static List<String> batch() {
        return List.of("cmd", "/d", "/q", "/c", "call");
    }

    /** As the system reads a first line: a program, and all behind it as one argument. */
    private static List<String> shell(String text) {
        String first = text.lines().findFirst().orElse("");
        String named = first.startsWith(INTERPRETER)
                ? first.substring(INTERPRETER.length()).strip()
                : "";
        return named.isEmpty() ? List.of("sh", "-e") : List.of(named.split("\\s+", 2));
    }

    private static String oneLine(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !part.startsWith(INTERPRETER))
                .collect(Collectors.joining("; "));
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
