package io.jenkins.trainmodel.trainer.watch.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom SIGTERM is for where a script trains: what its shell has started, since the shell itself would die of it and leave that. The
 * same goes for shells below it, unless they catch the signal to do something of their own. Whatever is no shell gets it alone:
 * workers are its own affair.
 */
final class Addressees {
    /** BusyBox is the shell of small images, and goes by its own name whatever it runs. */
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "ksh93", "mksh", "busybox", "cmd", "cmd.exe");

    private static final String CAUGHT = "SigCgt:";
    private static final long SIGTERM = 1L << 15 - 1;
    private static final long SIGILL = 1L << 4 - 1;

    private Addressees() {}

    /** Of the process that a script was started as; itself where it is no shell, or one that has started nothing. */
    static List<ProcessHandle> of(ProcessHandle script) {
        List<ProcessHandle> below =
                isShell(script) ? script.children().flatMap(Addressees::within).toList() : List.of();
        return below.isEmpty() ? List.of(script) : below;
    }

    private static Stream<ProcessHandle> within(ProcessHandle started) {
        return catchesSignal(started) ? Stream.of(started) : of(started).stream();
    }

    private static boolean isShell(ProcessHandle process) {
        Optional<String> program =
                process.info().command().or(() -> process.info().commandLine().map(line -> line.split("\\s", 2)[0]));
        return program.map(file -> file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1))
                .filter(name -> SHELLS.contains(name.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /**
     * False where a system does not show it, too. Bash catches all signals that could end it where it has something to do at its
     * exit, and then dies of this one all the same.
     */
    private static boolean catchesSignal(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(CAUGHT))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(CAUGHT.length()).strip(), 16))
                    .anyMatch(signals -> (signals & (SIGTERM | SIGILL)) == SIGTERM);
        } catch (IOException | RuntimeException hidden) {
            return false;
        }
    }
}
