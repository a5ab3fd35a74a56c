package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.TreeMap;

/** Where and with what a process trains: label to value, for people. */
record Environment(String trainerVersion, LoadedEngine engine) {
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(engine.description());
        labels.put("trainer", trainerVersion);
        labels.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        labels.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        labels.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        labels.put("host", hostName());
        labels.put("process", Long.toString(ProcessHandle.current().pid()));
        return labels;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
