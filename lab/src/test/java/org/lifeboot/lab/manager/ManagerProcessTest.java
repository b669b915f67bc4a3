package org.lifeboot.lab.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lifeboot.lab.server.UserNetwork;

class ManagerProcessTest {

  @Test
  void theFirstAdministratorIsReadFromWhatTheManagerPrints() {
    assertThat(
            ManagerProcess.firstAdministrator(
                """
                First administrator: admin, password 7hQm-wXyz-ab34-Kp9r
                Manager ready: http://127.0.0.1:8080
                """))
        .contains(new ManagerProcess.Login("admin", "7hQm-wXyz-ab34-Kp9r"));
  }

  @Test
  void aManagerWithAccountsPrintsNone() {
    assertThat(ManagerProcess.firstAdministrator("Manager ready: http://127.0.0.1:8080")).isEmpty();
  }

  @Test
  void eachSettingIsHandedOver() {
    var plan =
        new ManagerProcess.Plan(
            "classes", Path.of("/tmp/data"), new UserNetwork(1, 2), Map.of("web.port", "8080"));

    assertThat(ManagerProcess.command(plan))
        .endsWith("org.lifeboot.manager.Main", "--data", "/tmp/data", "--set", "web.port=8080");
  }
}
