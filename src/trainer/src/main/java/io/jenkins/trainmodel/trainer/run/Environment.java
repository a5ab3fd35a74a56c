package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.telemetry.HostDescription;
import java.util.Map;
import java.util.TreeMap;

/** Where and with what a process trains: label to value, for people. */
record Environment(String trainerVersion, LoadedEngine engine) {
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(HostDescription.read());
        labels.putAll(engine.description());
        labels.put("trainer", trainerVersion);
        labels.put("process", Long.toString(ProcessHandle.current().pid()));
        return labels;
    }
}
