package io.jenkins.plugins.trainmodel.chaos;

import hudson.model.Node;
import hudson.model.Slave;
import io.jenkins.plugins.trainmodel.step.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** What happens to processes and disks. Each blow is over when it returns, so that the next meets a controller that answers. */
final class Blows {
    private static final int LONGEST_PAUSE = 20_000;
    private static final int DISK_MEGABYTES = 600;

    private final RealJenkinsExtension controller;
    private final InboundAgentExtension agents;
    private final Random random;
    private final Map<String, SmallDisk> disks = new LinkedHashMap<>();
    private final List<String> diary;
    private final Map<String, InboundAgentExtension.Options> options = new LinkedHashMap<>();
    private final List<Path> directories = new ArrayList<>();

    /** One kind of blow. */
    private interface Blow {
        void strike() throws Throwable;
    }

    Blows(RealJenkinsExtension controller, InboundAgentExtension agents, Random random, List<String> diary) {
        this.controller = controller;
        this.agents = agents;
        this.random = random;
        this.diary = diary;
    }

    /** Puts a small disk there that may run full from now on, where that is possible. */
    void mount(String what, Path directory) throws IOException, InterruptedException {
        SmallDisk.mount(directory, DISK_MEGABYTES).ifPresent(disk -> disks.put(what, disk));
    }

    void createAgents(String... names) throws Throwable {
        for (String name : names) {
            InboundAgentExtension.Options agent = InboundAgentExtension.Options.newBuilder()
                    .name(name)
                    .label("gpu")
                    .webSocket()
                    .build();
            options.put(name, agent);
            agents.createAgent(controller, agent);
            Path directory = Path.of(controller.runRemotely(Blows::prepareAgent, name));
            directories.add(directory);
            mount("workspaces of agent " + name, directory.resolve("workspace"));
        }
    }

    private static String prepareAgent(JenkinsRule jenkins, String name) throws Exception {
        Slave agent = (Slave) jenkins.jenkins.getNode(name);
        agent.setNumExecutors(3);
        agent.setMode(Node.Mode.EXCLUSIVE);
        jenkins.jenkins.updateNode(agent);
        return agent.getRemoteFS();
    }

    List<Path> agentDirectories() {
        return List.copyOf(directories);
    }

    void strike() throws Throwable {
        List<Blow> kinds = new ArrayList<>(List.of(
                this::killTrainer,
                this::killTrainer,
                this::killAgent,
                this::killAgent,
                this::killController,
                this::restartController,
                this::abort,
                this::abort,
                () -> note("nothing")));
        if (!disks.isEmpty()) {
            kinds.add(this::fillDisk);
        }
        kinds.get(random.nextInt(kinds.size())).strike();
    }

    private void note(String what) {
        diary.add(Instant.now() + " " + what);
    }

    private void pause() throws InterruptedException {
        Thread.sleep(random.nextInt(LONGEST_PAUSE));
    }

    private void killTrainer() {
        List<ProcessHandle> trainers = Leftovers.trainers(directories);
        if (!trainers.isEmpty()) {
            ProcessHandle trainer = trainers.get(random.nextInt(trainers.size()));
            note("kill trainer " + trainer.pid());
            trainer.destroyForcibly();
        }
    }

    private void killAgent() throws Throwable {
        String name = List.copyOf(options.keySet()).get(random.nextInt(options.size()));
        note("kill agent " + name);
        agents.stop(name);
        pause();
        agents.start(controller, options.get(name));
        note("agent " + name + " is back");
    }

    private void killController() throws Throwable {
        note("kill controller");
        controller.stopJenkinsForcibly();
        pause();
        startController();
    }

    private void restartController() throws Throwable {
        note("restart controller");
        controller.stopJenkins();
        startController();
    }

    private void startController() throws Throwable {
        controller.startJenkins();
        for (String name : options.keySet()) {
            if (!agents.isAlive(name)) {
                agents.start(controller, options.get(name));
            }
        }
        note("controller is back");
    }

    private void abort() throws Throwable {
        note("abort " + controller.runRemotely(Trainings::abortOne, random.nextInt()));
    }

    private void fillDisk() throws IOException, InterruptedException {
        String what = List.copyOf(disks.keySet()).get(random.nextInt(disks.size()));
        note("fill the disk of the " + what);
        disks.get(what).fill();
        pause();
        disks.get(what).empty();
        note("there is room again");
    }

    /** Everything is there again. */
    void calm() throws Throwable {
        for (SmallDisk disk : disks.values()) {
            disk.empty();
        }
        if (!controller.isAlive()) {
            controller.startJenkins();
        }
        for (String name : options.keySet()) {
            if (!agents.isAlive(name)) {
                agents.start(controller, options.get(name));
            }
        }
    }

    void unmount() throws IOException, InterruptedException {
        for (SmallDisk disk : disks.values()) {
            disk.unmount();
        }
    }
}
