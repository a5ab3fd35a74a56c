package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.trainmodel.check.CheckFile;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.RunClaim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.durabletask.Controller;

/**
 * A run as it lies on its agent.
 *
 * @param directory the run directory
 * @param scratch the run's own directory beside the workspace, for what only the plugin needs
 */
public record AgentRun(FilePath workspace, FilePath directory, FilePath scratch) {
    private static final int LARGEST_SPECIFICATION = 1 << 20;
    private static final int CONSOLE_END = 1 << 14;

    /**
     * What became of the run directory.
     *
     * @param goesOn whether an earlier try is there to go on with
     * @param words one sentence for people
     */
    public record Room(RunClaim.Found found, String words) {
        public boolean goesOn() {
            return found == RunClaim.Found.EARLIER_TRY;
        }
    }

    /**
     * The text of the specification.
     *
     * @throws AbortException if there is none, or it is too large to be one
     */
    public static String readSpecification(FilePath file) throws IOException, InterruptedException {
        if (!file.exists() || file.isDirectory()) {
            throw new AbortException("There is no specification " + file.getRemote());
        }
        byte[] text = file.act(new ReadFile(0, LARGEST_SPECIFICATION + 1));
        if (text.length > LARGEST_SPECIFICATION) {
            throw new AbortException("%s is larger than %,d bytes".formatted(file.getRemote(), LARGEST_SPECIFICATION));
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    /**
     * Claims the run directory.
     *
     * @param owner which run of which build this is
     * @param resume whether an earlier try of this owner goes on
     * @throws AbortException if the directory is not to be had: what was found there, and what to do
     */
    public Room prepare(String owner, boolean resume) throws IOException, InterruptedException {
        String[] answer = directory.act(new PrepareDirectory(workspace.getRemote(), owner, resume));
        if (answer[0].equals(PrepareDirectory.REFUSED)) {
            throw new AbortException(answer[1]);
        }
        return new Room(RunClaim.Found.valueOf(answer[0]), answer[1]);
    }

    /** Starts the trainer as a process that outlives the connection to the agent, and the agent's own process. */
    public Controller launch(TrainerRequest request, EnvVars environment, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        Scratch files = files();
        AgentDescription agent = AgentDescription.of(workspace);
        files.killed().delete();
        String java = JavaCommand.on(workspace, files, environment, launcher, listener)
                .find(request.java());
        FilePath side = side();
        FilePath jar = TrainerJar.on(workspace, side);
        files.overlay().act(new WriteFile(request.overlay()));
        FilePath script = files.command(agent.unix());
        if (request.isWatching()) {
            script.act(new WriteFile(agent.script(request.command())));
        }
        String arguments = CommandLine.arguments(
                jar.getRemote(),
                side.child("home").getRemote(),
                request.arguments(files.overlay().getRemote(), script.getRemote(), directory.getRemote()));
        files.arguments().act(new WriteFile(agent.encode(arguments)));
        return new CommandLine(java, files, cookie())
                .task(agent.unix())
                .launch(TrainerEnvironment.of(environment), workspace, launcher, listener);
    }

    Scratch files() {
        return new Scratch(scratch);
    }

    /** What all runs of the workspace share beside it. */
    private FilePath side() {
        return Objects.requireNonNull(scratch.getParent()).child("train-model");
    }

    private String cookie() {
        return scratch.getName();
    }

    /**
     * Bytes of the event log from the offset on.
     *
     * @throws EventLogCutException if the log is shorter than that
     */
    public byte[] readEvents(long offset, int maximum) throws IOException, InterruptedException {
        return read(directory.child("events.jsonl"), offset, maximum);
    }

    /** The curve of the reference, as the trainer has read it; empty where there is none. */
    public byte[] readReferenceCurve(int maximum) throws IOException, InterruptedException {
        return read(directory.child("reference.csv"), 0, maximum);
    }

    /** What a dry run has found; empty where it came to nothing. */
    public byte[] readCheck() throws IOException, InterruptedException {
        return read(directory.child(CheckFile.NAME), 0, CheckFile.MAXIMUM_BYTES);
    }

    /** Bytes that a watched program printed, from the offset on. */
    public byte[] readOutput(long offset, int maximum) throws IOException, InterruptedException {
        return read(directory.child("output.log"), offset, maximum);
    }

    /** Bytes that the trainer printed, from the offset on. */
    public byte[] readConsole(long offset, int maximum) throws IOException, InterruptedException {
        return read(files().console(), offset, maximum);
    }

    private static byte[] read(FilePath file, long offset, int maximum) throws IOException, InterruptedException {
        byte[] bytes = file.act(new ReadFile(offset, maximum));
        if (bytes.length > maximum) {
            throw new AbortException("The agent sent more of %s than was asked for".formatted(file.getName()));
        }
        return bytes;
    }

    /** The end of what the trainer printed. */
    public String readConsoleEnd() throws IOException, InterruptedException {
        byte[] end = files().console().act(new ReadEnd(CONSOLE_END));
        return new String(end, 0, Math.min(end.length, CONSOLE_END), StandardCharsets.UTF_8);
    }

    /** Sends a command; an event answers it. */
    public void send(Command command) throws IOException, InterruptedException {
        send(CommandOutbox.file(command));
    }

    /** Sends a command under its identifier; sent again, it is obeyed once. */
    public void send(CommandOutbox.CommandFile file) throws IOException, InterruptedException {
        directory.child("commands").child(file.name()).act(new WriteFile(file.content()));
    }

    /**
     * Ends the trainer's process at once, on the agent or in a container, and looks whether it is gone. May be called again.
     *
     * @param durable the process's handle, where there is one
     * @param launcher by which the trainer was started, or one of its agent
     * @return whether the process is known to be gone; false while it is there, and where nobody can tell
     */
    public boolean kill(Optional<Controller> durable, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        return new TrainerKill(workspace, directory, files(), cookie()).run(durable, launcher, listener);
    }

    /** The number of the newest checkpoint in the run directory, 0 where there is none. */
    public long newestCheckpoint() throws IOException, InterruptedException {
        return directory.child("checkpoints").act(new NewestCheckpoint());
    }

    /** The step of the newest checkpoint of which the log in the run directory tells, 0 where there is none. */
    public long newestProgramCheckpoint() throws IOException, InterruptedException {
        return directory.child("events.jsonl").act(new NewestProgramCheckpoint());
    }

    /** Whether a process holds the run directory. */
    public boolean isTraining() throws IOException, InterruptedException {
        return directory.act(new IsLocked());
    }

    /** Removes what only the plugin needed, and what its process was started by. */
    public void removeTraces() throws IOException, InterruptedException {
        scratch.act(new RemoveTraces());
    }
}
