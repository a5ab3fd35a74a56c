package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.MessageBundlesChecks;

/** The messages of the command line. */
class MessageBundlesTest extends MessageBundlesChecks {}
