package bantin.time;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.site.SiteConfig;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2021-10-11T07:28:00Z, 2021-10-11T07:28:00Z",
        "2021-10-11t07:28:00z, 2021-10-11T07:28:00Z",
        "2021-10-11T07:28:00+07:00, 2021-10-11T00:28:00Z",
        "2021-10-11T07:28:00-23:59, 2021-10-12T07:27:00Z",
        "2021-10-11T07:28:00-00:00, 2021-10-11T07:28:00Z",
        "2021-10-11T07:28:00.5Z, 2021-10-11T07:28:00.5Z",
        "2021-10-11T07:28:00.0000000Z, 2021-10-11T07:28:00Z",
        "2021-10-11T07:28:00.123456789+00:00, 2021-10-11T07:28:00.123456Z",
        "2021-10-11T07:28:00.99999999999999999999999999999999Z, 2021-10-11T07:28:00.999999Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
        "2017-01-01T06:59:60.25+07:00, 2016-12-31T23:59:59.25Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void every_form_of_rfc_3339_is_read(String text, Instant time) {
        assertThat(SiteTime.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2021-10-11",
                "2021-10-11T07:28:00",
                "2021-10-11T07:28+07:00",
                "2021-10-11 07:28:00Z",
                "2021-10-11T07:28:00.Z",
                "2021-10-11T07:28:00+07:00:30",
                "2021-10-11T07:28:00+24:00",
                "2021-10-11T07:28:00+07:60",
                "2021-10-11T24:00:00Z",
                "2021-10-11T07:28:60Z",
                "2021-10-11T23:59:61Z",
                "2021-02-29T07:28:00Z",
                "0000-12-31T00:00:00Z",
                "0001-01-01T00:00:00+07:00",
                "9999-12-31T23:59:59-07:00",
                "+12021-10-11T07:28:00Z",
                "11/10/2021"
            })
    void what_is_no_time_is_not_read(String text) {
        assertThat(SiteTime.parse(text)).isEmpty();
    }

    @Test
    void a_long_fraction_costs_no_stack() {
        assertThat(SiteTime.parse("2021-10-11T07:28:00." + "1".repeat(2_000_000) + "Z"))
                .contains(Instant.parse("2021-10-11T07:28:00.111111Z"));
    }

    @Test
    void every_time_is_printed_in_one_form() {
        for (var zone : List.of("Asia/Ho_Chi_Minh", "America/New_York", "UTC", "Asia/Kolkata")) {
            var time = new SiteTime();
            time.site = siteIn(zone);
            for (var text : List.of(
                    "0001-01-01T00:00:00Z",
                    "1890-01-01T00:00:00Z",
                    "2021-10-11T07:28:00Z",
                    "2021-10-11T07:28:00.5Z",
                    "2021-10-11T07:28:00.123456Z",
                    "9999-12-31T23:59:59.999999Z")) {
                var printed = time.print(Instant.parse(text));
                assertThat(printed).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}[+-]\\d\\d:\\d\\d");
                assertThat(SiteTime.parse(printed)).contains(Instant.parse(text));
            }
        }
    }

    private static SiteConfig siteIn(String zone) {
        return (SiteConfig) Proxy.newProxyInstance(
                SiteConfig.class.getClassLoader(), new Class<?>[] {SiteConfig.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("timeZone");
                    return ZoneId.of(zone);
                });
    }
}
