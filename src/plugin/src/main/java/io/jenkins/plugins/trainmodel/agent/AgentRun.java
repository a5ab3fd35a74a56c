package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.durabletask.DurableTask;

/**
 * A run as it lies on its agent.
 *
 * @param directory the run directory
 * @param scratch the run's own directory beside the workspace, for what only the plugin needs
 */
public record AgentRun(FilePath workspace, FilePath directory, FilePath scratch) {
    /** Marks the trainer's processes, so that stopping one run leaves the others in the same workspace alone. */
    private static final String MARK = "TRAIN_MODEL_RUN";

    private static final int LARGEST_SPECIFICATION = 1 << 20;
    private static final int CONSOLE_END = 1 << 14;

    /** What the trainer is asked for. */
    public record Request(
            String specification, byte[] overlay, Map<String, String> assignments, String java, boolean resume) {}

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

    /** Makes room for the run; answers whether one is there to go on with. */
    public boolean prepare(boolean resume) throws IOException, InterruptedException {
        try {
            return directory.act(new PrepareDirectory(resume));
        } catch (IOException e) {
            throw (AbortException) new AbortException(e.getMessage()).initCause(e);
        }
    }

    /** Starts the trainer as a process that outlives the connection to the agent, and the agent's own process. */
    public Controller launch(Request request, EnvVars environment, Launcher launcher, TaskListener listener)
            throws IOException, InterruptedException {
        String java = JavaCommand.find(request.java(), workspace, environment, launcher, listener);
        FilePath jar = TrainerJar.on(workspace);
        FilePath overlay = scratch.child("overlay.json");
        overlay.act(new WriteFile(request.overlay()));
        String arguments = CommandLine.arguments(
                jar, request.specification(), overlay, request.assignments(), directory, request.resume());
        argumentFile().act(new WriteFile(arguments.getBytes(StandardCharsets.UTF_8)));
        DurableTask task = CommandLine.script(AgentDescription.of(workspace).unix(), java, argumentFile(), console());
        EnvVars marked = new EnvVars(environment);
        marked.put(MARK, scratch.getName());
        return task.launch(marked, workspace, launcher, listener);
    }

    private FilePath argumentFile() {
        return scratch.child("arguments");
    }

    private FilePath console() {
        return scratch.child("console.txt");
    }

    /** Bytes of the event log from the offset on. */
    public byte[] readEvents(long offset, int maximum) throws IOException, InterruptedException {
        byte[] bytes = directory.child("events.jsonl").act(new ReadFile(offset, maximum));
        if (bytes.length > maximum) {
            throw new AbortException("The agent sent more of the event log than was asked for");
        }
        return bytes;
    }

    /** The end of what the trainer printed. */
    public String readConsoleEnd() throws IOException, InterruptedException {
        byte[] end = console().act(new ReadEnd(CONSOLE_END));
        return new String(end, 0, Math.min(end.length, CONSOLE_END), StandardCharsets.UTF_8);
    }

    /** Sends a command; an event answers it. */
    public void send(Command command) throws IOException, InterruptedException {
        CommandOutbox.CommandFile file = CommandOutbox.file(command);
        directory.child("commands").child(file.name()).act(new WriteFile(file.content()));
    }

    /** Ends the trainer's processes at once. */
    public void kill(Launcher launcher) throws IOException, InterruptedException {
        KillTrainer kill = new KillTrainer(argumentFile().getRemote());
        VirtualChannel channel = workspace.getChannel();
        int killed = channel == null ? kill.call() : channel.call(kill);
        if (killed == 0) {
            // In a container the process has another number, or none that can be seen from the agent.
            launcher.kill(Map.of(MARK, scratch.getName()));
        }
    }

    /** Removes what only the plugin needed. */
    public void removeScratch() throws IOException, InterruptedException {
        scratch.deleteRecursive();
    }
}
