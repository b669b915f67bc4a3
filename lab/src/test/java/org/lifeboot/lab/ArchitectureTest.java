package org.lifeboot.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses LAB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.lifeboot.lab");

  @Test
  void packagesDependOnEachOtherInOneDirection() {
    assertThat(LAB.size()).isGreaterThan(20);
    slices().matching("org.lifeboot.lab.(*)..").should().beFreeOfCycles().check(LAB);
    noClasses()
        .that()
        .resideInAPackage("org.lifeboot.lab.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.lifeboot.lab")
        .check(LAB);
  }

  @Test
  void programsAreStartedInOnePlaceOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.lifeboot.lab.process")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(LAB);
  }

  @Test
  void theManagerAndTheAgentAreStartedAndNotCalled() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.lifeboot.manager..", "org.lifeboot.agent..", "org.lifeboot.cli..")
        .check(LAB);
  }
}
