package org.lifeboot.manager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which package may know which: each only those before it in this list.
final class ArchitectureTest {

  private static final String ROOT = "org.lifeboot.manager.";

  /// From the ground up.
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("problem", "process", "secret"),
          List.of("store"),
          List.of("audit", "effect", "power", "saved"),
          List.of("account", "mail", "server"),
          List.of("netboot"),
          List.of("memtest"),
          List.of("session"),
          List.of("check", "stream"),
          List.of("console", "health", "incident", "explore"),
          List.of("agentlink", "listen"),
          List.of("web"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.lifeboot.manager");

  @Test
  void theClassesAreFoundAtAll() {
    assertThat(CLASSES.size()).isGreaterThan(150);
    for (List<String> layer : LAYERS) {
      for (String name : layer) {
        assertThat(CLASSES.stream().anyMatch(type -> type.getPackageName().equals(ROOT + name)))
            .as("classes in %s", name)
            .isTrue();
      }
    }
  }

  @Test
  void dependenciesPointOneWay() {
    for (int i = 0; i < LAYERS.size(); i++) {
      for (String lower : LAYERS.get(i)) {
        for (List<String> layer : LAYERS.subList(i + 1, LAYERS.size())) {
          for (String upper : layer) {
            noClasses()
                .that()
                .resideInAPackage(ROOT + lower + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + upper + "..")
                .check(CLASSES);
          }
        }
      }
    }
  }

  @Test
  void noPackageKnowsTheRoot() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.lifeboot.manager")
        .check(CLASSES);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("org.lifeboot.manager.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void programsAreStartedInOnePlaceOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.lifeboot.manager.process")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(CLASSES);
  }

  @Test
  void powerNetbootAndMailKnowNothingOfSessions() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "power..", ROOT + "netboot..", ROOT + "mail..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "session..")
        .check(CLASSES);
  }
}
