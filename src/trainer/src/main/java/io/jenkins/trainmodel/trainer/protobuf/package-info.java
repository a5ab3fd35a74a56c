/** Messages of protocol buffers, written without classes generated for them. */
package io.jenkins.trainmodel.trainer.protobuf;
