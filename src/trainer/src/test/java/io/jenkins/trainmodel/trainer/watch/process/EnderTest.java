package io.jenkins.trainmodel.trainer.watch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in which a program trains that has a worker, as data loaders have. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class EnderTest {
    private static final String VARIABLE = "RUN_OF_THIS_TEST";
    private static final Path PERL = Path.of("/usr/bin/perl");
    /** The worker says so when it is signalled, and is ended by the program otherwise. */
    private static final String PROGRAM = """
        #!/usr/bin/env perl
        my $main = $$;
        my $worker;
        sub note { open(my $file, '>', "$ENV{FOLDER}/$_[0]"); close($file); }
        $SIG{TERM} = sub {
          note($$ == $main ? 'saved' : 'worker');
          kill('KILL', $worker) if $worker;
          exit(0);
        };
        $worker = fork();
        note('ready') if $worker;
        sleep(1) while 1;
        """;

    @TempDir
    private Path folder;

    private final String mark = UUID.randomUUID().toString();
    private Path program;

    @BeforeEach
    void writeTheProgram() throws Exception {
        program = Files.writeString(folder.resolve("program"), PROGRAM);
    }

    @Test
    void shouldSignalWhatShellsBelowAScriptHaveStartedAndLetAllOfThemGoOn() throws Exception {
        Path inner =
                Files.writeString(folder.resolve("inner"), "perl %s\necho > %s\n".formatted(program, at("inside")));

        end("sh %s\necho > %s\n".formatted(inner, at("behind")));

        assertOnlyTheProgramWasSignalled();
        assertThat(at("inside")).exists();
        assertThat(at("behind")).exists();
    }

    @Test
    void shouldSignalTheProgramThatAScriptHasBecome() throws Exception {
        end("exec perl " + program);

        assertOnlyTheProgramWasSignalled();
    }

    @Test
    void shouldSignalTheProgramThatRunsAScript() throws Exception {
        end(PROGRAM);

        assertOnlyTheProgramWasSignalled();
    }

    /** Where a system tells which signals a process catches. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSignalAShellBelowAScriptThatCatchesTheSignal() throws Exception {
        Path saves = Files.writeString(
                folder.resolve("saves"),
                "trap 'echo > %s; exit 0' TERM\necho > %s\nwhile :; do sleep 0.05; done\n"
                        .formatted(at("saved"), at("ready")));

        end("sh %s\necho > %s\n".formatted(saves, at("behind")));

        assertThat(at("saved")).exists();
        assertThat(at("behind")).exists();
    }

    @Test
    void shouldLetAShellClearAwayBehindTheProgramAndNotBefore() throws Exception {
        assumeThat(Path.of("/bin/bash")).as("Bash").isExecutable();
        Path inner = Files.writeString(
                folder.resolve("inner"),
                "trap '[ ! -e %s ] || echo > %s' EXIT\nperl %s\ntrue\n".formatted(at("saved"), at("cleared"), program));

        end("bash " + inner);

        assertOnlyTheProgramWasSignalled();
        assertThat(at("cleared")).exists();
    }

    /** What the program says at its end goes through a reader that the signal would end before it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLetWhoReadsWhatTheProgramPrintsComeToItsEndBehindIt() throws Exception {
        Files.writeString(
                program,
                PROGRAM.replace("kill('KILL', $worker)", "sleep(1); print \"the end\\n\"; kill('KILL', $worker)"));

        end("perl %s | cat | tee %s\n".formatted(program, at("log")));

        assertOnlyTheProgramWasSignalled();
        assertThat(at("log")).hasContent("the end");
    }

    /** Whoever trains may read from somebody, too. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSignalAReaderThatOutlivesItsWriter() throws Exception {
        end("sleep 300 | perl %s\n".formatted(program));

        assertOnlyTheProgramWasSignalled();
    }

    /** However short the time until everything is killed is, half of it is left to save something. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSignalAReaderThatOutlivesItsWriterBeforeTheGraceIsOver() throws Exception {
        end("sleep 300 | perl %s\n".formatted(program), Duration.ofSeconds(2));

        assertOnlyTheProgramWasSignalled();
    }

    /** As of what compresses a log behind a program that ends by itself. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLetWhoReadsFromAProgramThatIsGoneComeToItsEnd() throws Exception {
        assumeThat(Path.of("/bin/bash")).as("Bash").isExecutable();
        Path inner = Files.writeString(
                folder.resolve("inner"), "exec echo 'the end' > >(sleep 0.5; cat > %s)\n".formatted(at("log")));
        WatchedProcess process = start("exec bash " + inner);
        while (process.isAlive()) {
            Thread.sleep(5);
        }

        Ender.Force force = new Ender(VARIABLE, mark)
                .end(Optional.of(process), new Terms(Duration.ZERO, Duration.ofSeconds(20)), () -> true);

        assertThat(force).isEqualTo(Ender.Force.NONE);
        assertThat(at("log")).hasContent("the end");
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    /** Signals the script as soon as its program is ready, and waits for its end. */
    private void end(String script) throws Exception {
        end(script, Duration.ofSeconds(20));
    }

    private void end(String script, Duration grace) throws Exception {
        assumeThat(PERL).as("Perl, in which the program is written").isExecutable();
        WatchedProcess process = start(script);
        while (Files.notExists(at("ready"))) {
            assertThat(process.isAlive()).as("%s", process.lastLines()).isTrue();
            Thread.sleep(5);
        }

        Ender.Force force =
                new Ender(VARIABLE, mark).end(Optional.of(process), new Terms(Duration.ZERO, grace), () -> false);

        assertThat(force).isEqualTo(Ender.Force.SIGNAL);
        assertThat(process.exitCode()).hasValue(0);
    }

    private WatchedProcess start(String script) throws Exception {
        return WatchedProcess.start(
                Program.ofScript(Files.writeString(at("script"), script)),
                Map.of(VARIABLE, mark, "FOLDER", folder.toString()),
                at("output.log"),
                line -> {});
    }

    private void assertOnlyTheProgramWasSignalled() {
        assertThat(at("saved")).exists();
        assertThat(at("worker")).doesNotExist();
    }
}
