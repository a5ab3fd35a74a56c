package io.jenkins.trainmodel.trainer.tensorboard;

import io.jenkins.trainmodel.trainer.protobuf.ProtobufMessage;

/**
 * The messages of an event file. Field numbers are those of TensorBoard's {@code compat/proto/event.proto},
 * {@code summary.proto}, {@code tensor.proto} and {@code types.proto}. Wall times are in seconds since 1970.
 */
final class EventMessages {
    private static final int EVENT_WALL_TIME = 1;
    static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    static final int EVENT_SUMMARY = 5;
    private static final int EVENT_SESSION_LOG = 7;

    private static final int SESSION_LOG_STATUS = 1;
    private static final int SESSION_LOG_START = 1;

    static final int SUMMARY_VALUE = 1;
    static final int VALUE_TAG = 1;
    static final int VALUE_SIMPLE_VALUE = 2;
    static final int VALUE_TENSOR = 8;
    private static final int VALUE_METADATA = 9;

    private static final int METADATA_PLUGIN_DATA = 1;
    private static final int PLUGIN_DATA_NAME = 1;

    private static final int TENSOR_TYPE = 1;
    private static final int TENSOR_TYPE_STRING = 7;
    private static final int TENSOR_SHAPE = 2;
    static final int TENSOR_CONTENT = 4;
    static final int TENSOR_FLOAT_VALUE = 5;
    private static final int TENSOR_STRING_VALUE = 8;

    private EventMessages() {}

    /** The first record of every file. Version 2 is the one whose session starts TensorBoard honours. */
    static byte[] fileVersion(double wallTime) {
        return event(wallTime, 0).text(EVENT_FILE_VERSION, "brain.Event:2").toBytes();
    }

    /** From here on, values at this step and later that stand before this record are void. */
    static byte[] sessionStart(double wallTime, long step) {
        ProtobufMessage log = new ProtobufMessage().integer(SESSION_LOG_STATUS, SESSION_LOG_START);
        return event(wallTime, step).message(EVENT_SESSION_LOG, log).toBytes();
    }

    static byte[] scalar(double wallTime, long step, String tag, double value) {
        return summary(
                wallTime, step, new ProtobufMessage().text(VALUE_TAG, tag).fixed32(VALUE_SIMPLE_VALUE, (float) value));
    }

    /** A text, which TensorBoard shows as Markdown. */
    static byte[] text(double wallTime, long step, String tag, String text) {
        ProtobufMessage plugin = new ProtobufMessage().text(PLUGIN_DATA_NAME, "text");
        ProtobufMessage tensor = new ProtobufMessage()
                .integer(TENSOR_TYPE, TENSOR_TYPE_STRING)
                .message(TENSOR_SHAPE, new ProtobufMessage())
                .text(TENSOR_STRING_VALUE, text);
        return summary(
                wallTime,
                step,
                new ProtobufMessage()
                        .text(VALUE_TAG, tag)
                        .message(VALUE_TENSOR, tensor)
                        .message(VALUE_METADATA, new ProtobufMessage().message(METADATA_PLUGIN_DATA, plugin)));
    }

    private static byte[] summary(double wallTime, long step, ProtobufMessage value) {
        return event(wallTime, step)
                .message(EVENT_SUMMARY, new ProtobufMessage().message(SUMMARY_VALUE, value))
                .toBytes();
    }

    private static ProtobufMessage event(double wallTime, long step) {
        return new ProtobufMessage().fixed64(EVENT_WALL_TIME, wallTime).integer(EVENT_STEP, step);
    }
}
