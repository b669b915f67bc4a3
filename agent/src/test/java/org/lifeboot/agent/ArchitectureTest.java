package org.lifeboot.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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
          .importPackages("org.lifeboot.agent");

  @Test
  void thereAreClassesToLookAt() {
    assertThat(CLASSES.contain("org.lifeboot.agent.tool.ProcessTools")).isTrue();
    assertThat(CLASSES.contain("org.lifeboot.agent.link.Link")).isTrue();
  }

  @Test
  void noPackageNeedsAnotherThatNeedsIt() {
    slices().matching("org.lifeboot.agent.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesMayUseOnlyWhatTheyAreMeantTo() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("wiring")
        .definedBy("org.lifeboot.agent")
        .layer("shell")
        .definedBy("..agent.shell..")
        .layer("backup")
        .definedBy("..agent.backup..")
        .layer("mount")
        .definedBy("..agent.mount..")
        .layer("raid")
        .definedBy("..agent.raid..")
        .layer("stack")
        .definedBy("..agent.stack..")
        .layer("layout")
        .definedBy("..agent.layout..")
        .layer("work")
        .definedBy("..agent.work..")
        .layer("look")
        .definedBy("..agent.look..")
        .layer("explore")
        .definedBy("..agent.explore..")
        .layer("stream")
        .definedBy("..agent.stream..")
        .layer("terminal")
        .definedBy("..agent.terminal..")
        .layer("repair")
        .definedBy("..agent.repair..")
        .layer("checks")
        .definedBy("..agent.check..")
        .layer("claim")
        .definedBy("..agent.claim..")
        .layer("link")
        .definedBy("..agent.link..")
        .layer("access")
        .definedBy("..agent.access..")
        .layer("hardware")
        .definedBy("..agent.hardware..")
        .layer("storage")
        .definedBy("..agent.storage..")
        .layer("linux")
        .definedBy("..agent.linux..")
        .layer("tool")
        .definedBy("..agent.tool..")
        .whereLayer("wiring")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("shell")
        .mayOnlyBeAccessedByLayers("wiring")
        .whereLayer("backup")
        .mayOnlyBeAccessedByLayers("shell")
        .whereLayer("mount")
        .mayOnlyBeAccessedByLayers("wiring", "shell", "look")
        .whereLayer("raid")
        .mayOnlyBeAccessedByLayers("shell")
        .whereLayer("stack")
        .mayOnlyBeAccessedByLayers("wiring", "shell", "mount", "work", "look")
        .whereLayer("layout")
        .mayOnlyBeAccessedByLayers("shell", "mount", "stack", "look", "checks", "raid", "backup")
        .whereLayer("work")
        .mayOnlyBeAccessedByLayers("wiring", "shell")
        .whereLayer("terminal")
        .mayOnlyBeAccessedByLayers("work")
        .whereLayer("stream")
        .mayOnlyBeAccessedByLayers("wiring", "work", "terminal")
        .whereLayer("look")
        .mayOnlyBeAccessedByLayers("wiring", "work")
        .whereLayer("explore")
        .mayOnlyBeAccessedByLayers("work", "look")
        .whereLayer("repair")
        .mayOnlyBeAccessedByLayers("wiring", "work", "shell", "look")
        .whereLayer("checks")
        .mayOnlyBeAccessedByLayers("work", "shell", "repair", "backup")
        .whereLayer("claim")
        .mayOnlyBeAccessedByLayers(
            "wiring", "work", "shell", "repair", "checks", "look", "stack", "mount", "backup",
            "raid")
        .whereLayer("link")
        .mayOnlyBeAccessedByLayers("wiring", "work", "shell")
        .whereLayer("access")
        .mayOnlyBeAccessedByLayers("wiring", "work")
        .whereLayer("hardware")
        .mayOnlyBeAccessedByLayers("wiring", "work", "shell", "checks")
        .whereLayer("storage")
        .mayOnlyBeAccessedByLayers(
            "wiring",
            "hardware",
            "work",
            "claim",
            "checks",
            "shell",
            "look",
            "stack",
            "mount",
            "backup",
            "raid")
        .whereLayer("linux")
        .mayOnlyBeAccessedByLayers(
            "wiring",
            "work",
            "access",
            "hardware",
            "checks",
            "claim",
            "look",
            "explore",
            "terminal",
            "stack",
            "mount",
            "backup",
            "raid",
            "shell")
        .check(CLASSES);
  }

  @Test
  void noCheckKnowsAnother() {
    slices()
        .matching("org.lifeboot.agent.check.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheToolPackageStartsProcesses() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.lifeboot.agent.tool..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(CLASSES);
  }
}
