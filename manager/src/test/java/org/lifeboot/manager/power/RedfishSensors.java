package org.lifeboot.manager.power;

/// Sensors made by hand, in the shapes of DMTF's schemas `Thermal` 1.7, `Power` 1.7 and `Sensor`
/// 1.8, with the gaps that boards leave.
final class RedfishSensors {

  private RedfishSensors() {}

  static final String COOL =
      """
      {"Temperatures":[
         {"Name":"CPU1","ReadingCelsius":41,"UpperThresholdCritical":95,"Status":{"Health":"OK"}},
         {"Name":"CPU2","ReadingCelsius":0,"LowerThresholdCritical":5,"Status":{"State":"Absent"}},
         {"Name":"Absent","ReadingCelsius":null}],
       "Fans":[{"FanName":"Fan 1","Reading":3600,"ReadingUnits":"RPM","Status":{"Health":"OK"}}]}""";

  static final String HOT =
      """
      {"Temperatures":[
         {"Name":"CPU1","ReadingCelsius":97,"UpperThresholdNonCritical":85,
          "UpperThresholdCritical":95,"UpperThresholdFatal":105,"Status":{"Health":"Critical"}},
         {"Name":"DIMM A","ReadingCelsius":60,"UpperThresholdCritical":null,
          "Status":{"State":"Enabled","Health":"Warning"}}],
       "Fans":[{"Name":"Fan 1","Reading":200,"ReadingUnits":"RPM","LowerThresholdNonCritical":600}]}""";

  static final String FAILED_SUPPLY =
      """
      {"Voltages":[{"Name":"12V","ReadingVolts":12.1,"LowerThresholdCritical":10.8,
                    "Status":{"Health":"OK"}}],
       "PowerSupplies":[{"Name":"PSU 2","LastPowerOutputWatts":null,
                         "Status":{"State":"UnavailableOffline","Health":"Critical"}}]}""";

  static final String LIST =
      """
      {"Members":[{"@odata.id":"/redfish/v1/Chassis/1/Sensors/Inlet"},
                  {"@odata.id":"/redfish/v1/Chassis/1/Sensors/Fan3"}]}""";

  static final String INLET =
      """
      {"@odata.id":"/redfish/v1/Chassis/1/Sensors/Inlet","Name":"Inlet","ReadingType":"Temperature",
       "Reading":44.5,"ReadingUnits":"Cel","Status":{"Health":"Warning"},
       "Thresholds":{"UpperCaution":{"Reading":42},"UpperCritical":{"Reading":47,"Activation":"Increasing"},
                     "LowerCaution":null}}""";

  static final String FAN =
      """
      {"@odata.id":"/redfish/v1/Chassis/1/Sensors/Fan3","Name":"Fan 3","ReadingType":"Percent",
       "Reading":35,"ReadingUnits":"%","Status":{"State":"Enabled","Health":"OK"}}""";
}
