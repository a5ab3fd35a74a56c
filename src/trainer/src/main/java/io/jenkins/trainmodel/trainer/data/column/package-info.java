/** What columns of tables hold, and how their cells become features; knows no files and no rows. */
package io.jenkins.trainmodel.trainer.data.column;
