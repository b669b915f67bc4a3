package org.lifeboot.manager;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lifeboot.manager.account.Accounts;
import org.lifeboot.manager.account.ApiTokens;
import org.lifeboot.manager.account.BrowserSessions;
import org.lifeboot.manager.account.Throttle;
import org.lifeboot.manager.agentlink.AgentDoor;
import org.lifeboot.manager.agentlink.DoorKey;
import org.lifeboot.manager.audit.Audit;
import org.lifeboot.manager.check.CheckLog;
import org.lifeboot.manager.check.Checks;
import org.lifeboot.manager.check.Repairs;
import org.lifeboot.manager.check.SavedDesk;
import org.lifeboot.manager.console.Consoles;
import org.lifeboot.manager.effect.EffectHandler;
import org.lifeboot.manager.effect.EffectWorker;
import org.lifeboot.manager.effect.Effects;
import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.health.HealthLog;
import org.lifeboot.manager.health.HealthReader;
import org.lifeboot.manager.health.HealthReadings;
import org.lifeboot.manager.incident.Incidents;
import org.lifeboot.manager.incident.SupportDesk;
import org.lifeboot.manager.listen.MemtestListener;
import org.lifeboot.manager.mail.MailDelivery;
import org.lifeboot.manager.mail.Outbox;
import org.lifeboot.manager.mail.SmtpSender;
import org.lifeboot.manager.memtest.MemtestRules;
import org.lifeboot.manager.memtest.Memtests;
import org.lifeboot.manager.netboot.AgentImage;
import org.lifeboot.manager.netboot.BootListener;
import org.lifeboot.manager.netboot.ImageCatalog;
import org.lifeboot.manager.netboot.MediumFile;
import org.lifeboot.manager.power.PowerDrivers;
import org.lifeboot.manager.saved.SavedData;
import org.lifeboot.manager.saved.SavedSweep;
import org.lifeboot.manager.server.Servers;
import org.lifeboot.manager.server.Strangers;
import org.lifeboot.manager.session.AgentDesk;
import org.lifeboot.manager.session.AgentOrders;
import org.lifeboot.manager.session.AgentProof;
import org.lifeboot.manager.session.AgentReach;
import org.lifeboot.manager.session.OwnerLetter;
import org.lifeboot.manager.session.PowerUse;
import org.lifeboot.manager.session.SessionAddresses;
import org.lifeboot.manager.session.SessionBoots;
import org.lifeboot.manager.session.SessionEffects;
import org.lifeboot.manager.session.SessionLimits;
import org.lifeboot.manager.session.SessionNews;
import org.lifeboot.manager.session.SessionRules;
import org.lifeboot.manager.session.SessionSteps;
import org.lifeboot.manager.session.SessionViews;
import org.lifeboot.manager.session.Sessions;
import org.lifeboot.manager.session.SilenceWatch;
import org.lifeboot.manager.store.Database;
import org.lifeboot.manager.store.Keepsakes;
import org.lifeboot.manager.store.StoreException;
import org.lifeboot.manager.stream.StreamCalls;
import org.lifeboot.manager.stream.Streams;
import org.lifeboot.manager.stream.Visits;
import org.lifeboot.manager.web.Web;
import org.lifeboot.manager.web.WebServices;
import org.lifeboot.manager.web.WebSettings;
import org.lifeboot.manager.web.api.ManagerFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All of the Manager, put together: who is given what stands here and nowhere else. Closing it
/// ends everything in the reverse order of its beginning.
final class Manager implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Manager.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private Manager() {}

  /// Starts all parts.
  ///
  /// @param firstPassword is told the first administrator's password, when one is made
  /// @throws StartFailed with what an operator can do about it
  static Manager start(Configuration configuration, FirstPassword firstPassword) {
    Manager manager = new Manager();
    try {
      manager.run(configuration, firstPassword);
      return manager;
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /// Shows a password once.
  interface FirstPassword {
    void made(String password);
  }

  private void run(Configuration configuration, FirstPassword firstPassword) {
    Clock clock = Clock.systemUTC();
    SessionLimits limits = configuration.limits();
    ended(DataFolder.hold(configuration.folder()));
    Database database = ended(store(configuration));
    DoorKey key = DoorKey.of(new Keepsakes(database));

    Audit audit = new Audit(database, clock);
    Throttle throttle = new Throttle(database, clock);
    Accounts accounts = new Accounts(database, audit, throttle, clock);
    ApiTokens tokens = new ApiTokens(database, audit, clock);
    BrowserSessions browsers = new BrowserSessions(database, clock);
    PowerDrivers drivers =
        new PowerDrivers(
            database, SecretKey.of(configuration, database), configuration::mediumUrl, clock);
    MediumFile medium = configuration.medium();
    medium.problem().ifPresent(problem -> LOG.warn("{} It is not served.", problem));
    Servers servers = new Servers(database, audit, drivers, clock);
    Effects effects = new Effects(database, clock);
    Outbox outbox = new Outbox(database);
    Optional<SmtpSender> smtp = configuration.mail().map(SmtpSender::new);

    SessionAddresses addresses =
        new SessionAddresses(
            configuration.webUrl(), configuration.agentUrl(), key.certificateSha256());
    SessionNews news = new SessionNews();
    HealthLog healthLog = new HealthLog(new CheckLog(), effects);
    SessionSteps steps =
        new SessionSteps(
            new SessionRules(limits),
            effects,
            outbox,
            browsers,
            audit,
            new OwnerLetter(addresses),
            news,
            healthLog,
            clock);
    Memtests memtests =
        new Memtests(database, effects, new MemtestRules(limits.choice(), limits.boot()), clock);
    SessionEffects sessionEffects =
        new SessionEffects(
            database, steps, outbox, new MailDelivery(outbox, smtp), memtests, drivers, clock);
    Map<String, EffectHandler> handlers = new HashMap<>(sessionEffects.handlers());
    handlers.put(HealthReader.KIND, new HealthReader(database, drivers, news, clock));
    EffectWorker worker = ended(EffectWorker.start(effects, handlers, clock));
    PowerUse power = ended(new PowerUse(effects, worker, clock));
    ended(SilenceWatch.start(database, steps, limits.silence(), clock));

    ImageCatalog images = new ImageCatalog(configuration.path(Setting.IMAGE_FOLDER));
    AgentImage agent =
        ended(new AgentImage(configuration.path(Setting.AGENT_BUNDLE), configuration.folder()));
    SessionViews views = new SessionViews(database, addresses);
    Sessions sessions =
        new Sessions(
            database,
            steps,
            views,
            limits,
            power,
            throttle,
            audit,
            memtests,
            configuration.ownMachine().isPresent()
                ? new OwnBootFiles()
                : new BootFilesProblem(images, agent, medium),
            clock);
    AgentOrders orders = new AgentOrders(steps, clock);
    Checks checks = new Checks(database, sessions, orders, audit, clock);
    SavedData saved = new SavedData(database, configuration.savedBytes(), clock);
    ended(SavedSweep.start(saved));
    Repairs repairs = new Repairs(database, sessions, orders, checks, saved, clock);
    Incidents incidents =
        new Incidents(
            database,
            checks,
            new SupportDesk(configuration.supportEmail(), configuration.webUrl(), outbox, effects),
            audit,
            clock);
    configuration
        .ownMachine()
        .ifPresentOrElse(
            _ -> {}, () -> accounts.createFirstAdministrator().ifPresent(firstPassword::made));

    Strangers strangers = ended(Strangers.start(database, audit, Strangers.PAUSE, clock));
    SessionBoots boots = new SessionBoots(database, steps, memtests, addresses, strangers);
    configuration
        .dhcp()
        .ifPresent(settings -> ended(ServedNetwork.start(settings, images, servers, boots)));
    listen(
        Setting.BOOT_PORT,
        configuration,
        () ->
            BootListener.start(
                new BootListener.Place(
                    configuration.text(Setting.BOOT_ADDRESS),
                    configuration.port(Setting.BOOT_PORT),
                    configuration.bootUrl()),
                boots,
                new BootListener.Content(images, agent, medium)));
    Streams streams =
        new Streams(
            new AgentReach(database),
            new StreamCalls(database, clock),
            new Visits(database, audit, news, clock),
            configuration.streamUrl().toString(),
            clock);
    listen(
        Setting.AGENT_PORT,
        configuration,
        () ->
            AgentDoor.start(
                new AgentDoor.Place(
                    configuration.text(Setting.AGENT_ADDRESS),
                    configuration.port(Setting.AGENT_PORT),
                    limits.silence()),
                key,
                new AgentDoor.Desks(
                    new AgentDesk(database, steps, audit, addresses, healthLog, clock),
                    new AgentProof(database),
                    new SavedDesk(database, saved),
                    saved,
                    streams,
                    throttle),
                news,
                clock));
    Consoles consoles = ended(new Consoles(servers, audit));
    ended(MemtestListener.start(memtests, servers, consoles, clock));
    ManagerFacts facts = new ManagerFacts(version(), images, database.dialect(), smtp.isPresent());
    WebServices services =
        new WebServices(
            servers,
            strangers,
            sessions,
            memtests,
            news,
            checks,
            new WebServices.Repairing(repairs, saved),
            new HealthReadings(database, effects, audit, news, clock),
            streams,
            consoles,
            new Explorations(streams, audit),
            incidents,
            accounts,
            browsers,
            tokens,
            outbox,
            facts,
            clock);
    listen(
        Setting.WEB_PORT,
        configuration,
        () -> {
          Web web =
              new Web(
                  new WebSettings(
                      configuration.text(Setting.WEB_ADDRESS),
                      configuration.port(Setting.WEB_PORT),
                      configuration.webUrl(),
                      configuration.trustedProxies(),
                      configuration.flag(Setting.WEB_TLS) ? Optional.of(key) : Optional.empty()),
                  services);
          web.start();
          return web;
        });
    configuration
        .ownMachine()
        .ifPresent(
            folder ->
                ended(
                    new OwnMachine(folder, servers, sessions, boots)
                        .rescued(accounts, key, configuration.port(Setting.WEB_PORT))));
  }

  private static Database store(Configuration configuration) {
    try {
      return Database.open(configuration.store());
    } catch (StoreException e) {
      throw new StartFailed(e.getMessage() + "");
    }
  }

  private static String version() {
    String version = Manager.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }

  private <T extends AutoCloseable> T ended(T part) {
    open.push(part);
    return part;
  }

  private void listen(Setting port, Configuration configuration, Listening listener) {
    try {
      ended(listener.start());
    } catch (io.javalin.util.JavalinBindException e) {
      throw new StartFailed(
          "port "
              + configuration.port(port)
              + " is in use or not allowed; stop what listens there or set "
              + port.key()
              + " to another port");
    }
  }

  /// Opens a port.
  private interface Listening {
    AutoCloseable start();
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop properly, ignoring", part.getClass().getSimpleName(), e);
      }
    }
  }
}
