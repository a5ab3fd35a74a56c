package io.jenkins.plugins.trainmodel.agent;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import jenkins.agents.ControllerToAgentCallable;

/** What must be known of an agent to start a process there. */
record AgentDescription(boolean unix, String javaHome) {

    static AgentDescription of(FilePath workspace) throws IOException, InterruptedException {
        VirtualChannel channel = workspace.getChannel();
        String[] answer = channel == null ? new Ask().call() : channel.call(new Ask());
        return new AgentDescription(Boolean.parseBoolean(answer[0]), answer[1]);
    }

    private record Ask() implements ControllerToAgentCallable<String[], RuntimeException> {
        @Override
        public String[] call() {
            return new String[] {Boolean.toString(File.pathSeparatorChar == ':'), System.getProperty("java.home")};
        }
    }
}
