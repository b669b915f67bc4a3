package org.lifeboot.manager.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lifeboot.manager.check.RepairWorld.OWNER;
import static org.lifeboot.manager.check.RepairWorld.PLAN;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboot.manager.account.Secrets;
import org.lifeboot.manager.problem.Problem;
import org.lifeboot.manager.problem.ProblemCode;
import org.lifeboot.manager.saved.Keeping;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.session.TimelineEntry;
import org.lifeboot.manager.store.StoreSettings;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.CheckOrder;
import org.lifeboot.protocol.Verdict;

/// When a repair is ordered and when it is not, on every store.
abstract class RepairContract {

  private static final String DEVICE = "/dev/sda1";

  private RepairWorld world;
  private Server server;

  abstract StoreSettings settings();

  @BeforeEach
  void open() {
    world = new RepairWorld(settings(), 1 << 20);
    server = world.server("web-1", "52:54:00:00:00:01");
    world.rescued(server, RepairWorld.drive("/dev/sda"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Check ordered(Check plan) {
    return world.repairs.repair(plan.id(), PLAN, OWNER).check();
  }

  /// A repair that saved something and ended well.
  private Check repaired() {
    Check repair = ordered(world.offering(server, DEVICE));
    world.begins(repair);
    saves(repair);
    world.ends(repair, Verdict.PASSED);
    return world.checks.find(repair.id()).orElseThrow();
  }

  private void saves(Check repair) {
    var bytes = new ByteArrayInputStream("before".getBytes(StandardCharsets.UTF_8));
    assertThat(world.saved.keep(repair.id().text(), Secrets.sha256("before"), bytes, _ -> {}))
        .isInstanceOf(Keeping.Kept.class);
  }

  private List<Check> repairs() {
    return world.checks.ofSession(world.session(server).id()).stream()
        .filter(
            check ->
                check.order() instanceof CheckOrder.Repair
                    || check.order() instanceof CheckOrder.Undo)
        .toList();
  }

  private String refusal(ThrowingCallable deed) {
    int before = repairs().size();
    Problem problem = catchThrowableOfType(Problem.class, deed);
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(ProblemCode.REPAIR_REFUSED);
    assertThat(repairs()).hasSize(before);
    return problem.detail();
  }

  @Test
  void aConfirmedPlanIsOrderedAndItIsWrittenDownWhoAskedForIt() {
    Check plan = world.offering(server, DEVICE);

    Repairs.Ordered ordered = world.repairs.repair(plan.id(), PLAN, OWNER);

    assertThat(ordered.fresh()).isTrue();
    assertThat(ordered.check().order()).isEqualTo(new CheckOrder.Repair(DEVICE, PLAN));
    assertThat(ordered.check().requestedBy()).isEqualTo("the owner");
    var audit = world.sessions.audit().newest(1).getFirst();
    assertThat(audit.what()).isEqualTo("repair-ordered");
    assertThat(audit.who()).isEqualTo(OWNER);
    assertThat(audit.detail()).contains(DEVICE, PLAN);
    TimelineEntry entry = newestEntry();
    assertThat(entry.step()).isEqualTo("repair");
    assertThat(entry.text()).isEqualTo("The repair of /dev/sda1 was ordered");
    assertThat(entry.by()).contains("the owner");
    assertThat(commands())
        .contains(
            new AgentCommand.StartCheck(
                ordered.check().id().text(), new CheckOrder.Repair(DEVICE, PLAN)));
  }

  /// The mail to the owner is written down whenever it has gone out, by a thread of its own.
  private TimelineEntry newestEntry() {
    return world.session(server).timeline().stream()
        .filter(entry -> !entry.step().equals("mail"))
        .toList()
        .getLast();
  }

  private List<AgentCommand> commands() {
    var orders =
        (org.lifeboot.manager.session.AgentDesk.Orders.Send)
            world.sessions.agents().orders(world.session(server).id(), "connection");
    return orders.commands().stream().map(command -> command.command()).toList();
  }

  @Test
  void theEndOfARepairStandsInTheTimeline() {
    Check repair = repaired();

    assertThat(repair.state().over()).isTrue();
    assertThat(newestEntry().text()).isEqualTo("The repair of /dev/sda1 ended: passed. As told.");
  }

  @Test
  void theSameYesTwiceOrdersOnceAlsoFromManyHandsAtOnce() {
    Check plan = world.offering(server, DEVICE);
    Set<String> ids = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        threads.execute(() -> ids.add(ordered(plan).id().text()));
      }
    }

    assertThat(ids).hasSize(1);
    assertThat(repairs()).hasSize(1);
    assertThat(world.repairs.repair(plan.id(), PLAN, OWNER).fresh()).isFalse();
  }

  @Test
  void aPlanThatWasNotReadIsNotCarriedOut() {
    Check plan = world.offering(server, DEVICE);

    assertThat(refusal(() -> world.repairs.repair(plan.id(), "00".repeat(32), OWNER)))
        .contains("another plan", "nothing was changed");
  }

  @Test
  void aCheckWithoutAPlanRepairsNothing() {
    Check check =
        world
            .checks
            .start(world.session(server).id(), List.of(new CheckOrder.Filesystem(DEVICE)), OWNER)
            .getFirst();
    world.ends(check, Verdict.PASSED);

    Problem problem =
        catchThrowableOfType(Problem.class, () -> world.repairs.repair(check.id(), PLAN, OWNER));

    assertThat(problem.code()).isEqualTo(ProblemCode.BAD_REQUEST);
  }

  @Test
  void aRepairCannotBeStartedLikeACheck() {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () ->
                world.checks.start(
                    world.session(server).id(),
                    List.of(new CheckOrder.Repair(DEVICE, PLAN)),
                    OWNER));

    assertThat(problem.code()).isEqualTo(ProblemCode.BAD_REQUEST);
    assertThat(world.checks.all(world.session(server).id()))
        .noneMatch(order -> order instanceof CheckOrder.Repair);
    assertThat(repairs()).isEmpty();
  }

  @Test
  void aNewerCheckOfTheSameFileSystemMakesAPlanOld() {
    Check plan = world.offering(server, DEVICE);
    world.offering(server, DEVICE);

    assertThat(refusal(() -> ordered(plan))).contains("checked again since");
    assertThat(world.repairs.refusal(plan)).isPresent();
  }

  @Test
  void aFileSystemThatWasMountedSinceIsNotRepaired() {
    Check plan = world.offering(server, DEVICE);
    world.takesInventory(server, RepairWorld.drive("/dev/sda", "/mnt"));

    assertThat(refusal(() -> ordered(plan))).contains("mounted at /mnt");
  }

  @Test
  void oneRepairAtATime() {
    Check one = world.offering(server, DEVICE);
    Check other = world.offering(server, "/dev/sda2");
    Check running = ordered(one);

    assertThat(refusal(() -> ordered(other))).contains("another repair of /dev/sda1 is at work");

    world.ends(running, Verdict.PASSED);
    assertThat(ordered(other).order().target()).isEqualTo("/dev/sda2");
  }

  @Test
  void afterItsSessionAPlanIsWorthless() {
    Check plan = world.offering(server, DEVICE);
    world.leaves(server);

    assertThat(refusal(() -> ordered(plan))).contains("session is over");
  }

  @Test
  void aRepairIsUndoneOnceAndByName() {
    Check repair = repaired();

    Repairs.Ordered undo = world.repairs.undo(repair.id(), OWNER);

    assertThat(undo.check().order()).isEqualTo(new CheckOrder.Undo(DEVICE, repair.id().text()));
    assertThat(world.repairs.undo(repair.id(), OWNER).fresh()).isFalse();
    assertThat(world.sessions.audit().newest(1).getFirst().what()).isEqualTo("undo-ordered");
    assertThat(newestEntry().by()).contains("the owner");
    world.ends(undo.check(), Verdict.PASSED);
    assertThat(refusal(() -> world.repairs.undo(repair.id(), OWNER))).contains("undone already");
  }

  @Test
  void anUndoThatFailedMayBeTriedAgain() {
    Check repair = repaired();
    world.ends(world.repairs.undo(repair.id(), OWNER).check(), Verdict.INCONCLUSIVE);

    assertThat(world.repairs.undo(repair.id(), OWNER).fresh()).isTrue();
  }

  @Test
  void aRepairThatSavedNothingOrIsStillAtWorkIsNotUndone() {
    Check repair = ordered(world.offering(server, DEVICE));
    world.begins(repair);

    assertThat(refusal(() -> world.repairs.undo(repair.id(), OWNER))).contains("saved nothing");
    saves(repair);
    assertThat(refusal(() -> world.repairs.undo(repair.id(), OWNER))).contains("at work");
  }

  @Test
  void anEarlierRepairOfTheSameFileSystemIsUndoneAfterTheLaterOne() {
    Check first = repaired();
    Check second = repaired();

    assertThat(refusal(() -> world.repairs.undo(first.id(), OWNER))).contains("repaired later");
    world.ends(world.repairs.undo(second.id(), OWNER).check(), Verdict.PASSED);
    assertThat(world.repairs.undo(first.id(), OWNER).fresh()).isTrue();
  }

  @Test
  void aLaterSessionOfTheSameServerUndoesItWhateverTheKernelCallsTheDriveNow() {
    Check repair = repaired();
    world.leaves(server);
    assertThat(refusal(() -> world.repairs.undo(repair.id(), OWNER))).contains("session is over");

    world.rescued(server, RepairWorld.drive("/dev/sdc"));
    Check undo = world.repairs.undo(repair.id(), OWNER).check();

    assertThat(undo.order()).isEqualTo(new CheckOrder.Undo("/dev/sdc1", repair.id().text()));
    assertThat(undo.session()).isEqualTo(world.session(server).id());
    assertThat(world.repairs.ofServer(server.id()))
        .singleElement()
        .satisfies(saved -> assertThat(saved.file().sizeBytes()).isEqualTo(6));
  }

  @Test
  void aDriveThatIsGoneIsNotPutBack() {
    Check repair = repaired();
    world.takesInventory(server, new org.lifeboot.protocol.Inventory(List.of()));
    world.leaves(server);
    world.rescued(server, new org.lifeboot.protocol.Inventory(List.of()));

    assertThat(refusal(() -> world.repairs.undo(repair.id(), OWNER))).contains("is not found");
  }

  @Test
  void aServerThatFallsSilentInTheMiddleLeavesACrashAndWhatWasSaved() {
    Check repair = ordered(world.offering(server, DEVICE));
    world.begins(repair);
    saves(repair);
    world.leaves(server);

    Check crashed = world.checks.find(repair.id()).orElseThrow();
    assertThat(crashed.state().over()).isTrue();
    assertThat(world.repairs.file(crashed)).isPresent();
  }
}
