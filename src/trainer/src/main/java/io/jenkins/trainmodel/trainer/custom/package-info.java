/** Users' own code: jars found and loaded by a class loader of their own, parts found by name, asked and, where they fail, named. */
package io.jenkins.trainmodel.trainer.custom;
