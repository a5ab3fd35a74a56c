package io.jenkins.plugins.trainmodel.agent;

import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jenkins.agents.ControllerToAgentCallable;

/**
 * What must be known of an agent to start a process there.
 *
 * @param javaHome of the agent's own Java
 * @param encoding of the system's texts
 */
record AgentDescription(boolean unix, String javaHome, String encoding) {

    static AgentDescription of(FilePath workspace) throws IOException, InterruptedException {
        VirtualChannel channel = workspace.getChannel();
        String[] answer = channel == null ? new Ask().call() : channel.call(new Ask());
        return new AgentDescription(Boolean.parseBoolean(answer[0]), answer[1], answer[2]);
    }

    private record Ask() implements ControllerToAgentCallable<String[], RuntimeException> {
        @Override
        public String[] call() {
            return new String[] {
                Boolean.toString(File.pathSeparatorChar == ':'),
                System.getProperty("java.home"),
                System.getProperty("native.encoding", StandardCharsets.UTF_8.name())
            };
        }
    }

    /** The path of the program below a Java's home. */
    String javaBelow(String home) {
        return unix ? home + "/bin/java" : home + "\\bin\\java.exe";
    }

    /** A script as the system's own programs read it. */
    byte[] script(String text) {
        String plain = text.replace("\r\n", "\n");
        return (unix ? plain : plain.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The argument file as the java launcher reads it: bytes as they are on Unix, the system's code page on Windows.
     *
     * @throws AbortException if the code page does not have a character; the message says which text
     */
    byte[] encode(String arguments) throws AbortException {
        if (unix) {
            return arguments.getBytes(StandardCharsets.UTF_8);
        }
        try {
            ByteBuffer bytes = Charset.forName(encoding).newEncoder().encode(CharBuffer.wrap(arguments));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            String line = arguments
                    .lines()
                    .filter(text -> !Charset.forName(encoding).newEncoder().canEncode(text))
                    .findFirst()
                    .orElse("");
            throw new AbortException(
                    "The code page of this agent, %s, has no bytes for %s. Use names of its characters, or make UTF-8 the system's code page."
                            .formatted(encoding, line));
        }
    }
}
