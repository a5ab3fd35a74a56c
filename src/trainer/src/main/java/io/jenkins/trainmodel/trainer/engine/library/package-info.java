/** The native libraries of the engine on the disk: given, or fetched once, unpacked, verified and kept. */
package io.jenkins.trainmodel.trainer.engine.library;
