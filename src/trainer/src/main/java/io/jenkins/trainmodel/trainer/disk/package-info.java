/** Large files: hashed while they are written, and written as fast as the disk takes them. */
package io.jenkins.trainmodel.trainer.disk;
