/** What happens in a run, and the log that keeps it: codec, writer, reader. {@code docs/protocol.md} describes the format. */
package io.jenkins.trainmodel.event;
