package org.lifeboot.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.lifeboot");

  @Test
  void theClassesAreFound() {
    assertThat(CLASSES.contain("org.lifeboot.cli.command.RescueCommand")).isTrue();
    assertThat(CLASSES.size()).isGreaterThan(60);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.lifeboot.cli.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theManagersApiIsAllThatIsKnownOfLifeboot() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.lifeboot.protocol..", "org.lifeboot.manager..", "org.lifeboot.agent..")
        .check(CLASSES);
  }

  @Test
  void twoClassesSpeakHttp() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Exchange")
        .and()
        .doNotHaveSimpleName("Tunnel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CLASSES);
  }

  @Test
  void onlySttyAndSshAreStarted() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Stty")
        .and()
        .doNotHaveSimpleName("SshProgram")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(CLASSES);
  }

  @Test
  void onlyTheSurroundingsTouchTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.lifeboot.cli.terminal..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "getenv")
        .check(CLASSES);
  }
}
