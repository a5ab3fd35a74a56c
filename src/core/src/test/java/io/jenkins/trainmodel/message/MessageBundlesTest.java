package io.jenkins.trainmodel.message;

/** The messages of the core. */
class MessageBundlesTest extends MessageBundlesChecks {}
