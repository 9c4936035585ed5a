package bantin.search;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.VersionInfo;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts are analyzed by the database, queries in Java: both make the same words of the same text. */
@QuarkusTest
class TextAnalyzerTest {

    /** The version of the oldest ICU that PostgreSQL is used with. Letters that are newer may separate words. */
    private static final VersionInfo UNICODE_OF_ICU = VersionInfo.getInstance(10);

    /** Vedic signs that were combining marks and are letters since Unicode 12. */
    private static final Set<Integer> RECLASSIFIED = Set.of(0x1CF2, 0x1CF3);

    private static final List<String> CORPUS = List.of(
            "",
            " ",
            "Vịnh Hạ Long đẹp nhất lúc bình minh",
            "ĐƯỜNG CAO TỐC HẢI PHÒNG – VÂN ĐỒN",
            "Vi\u0323nh Ha\u0323 Long \u0111e\u0323p",
            "Thủy điện Hòa Bình, thuỷ điện Hoà Bình",
            "Giá 1.500 đồng/kg, gọi 0912.345.678 hoặc (0203) 3825-678",
            "Ngày 11.10.2021 cao 3,14 m; 12,500,000 cây",
            "CO₂, km², x½, №5, ½ cốc, 10⁻³",
            "TP.HCM: “Vua” lúa – [Ảnh] 50%",
            "ข่าวที่ดีวันนี้ กรุงเทพฯ",
            "ຂ່າວດີ ភាសាខ្មែរ မြန်မာ",
            "हिन्दी में समाचार বাংলা தமிழ்",
            "東京都の天気 ｶﾞｷﾞ パリ 北京大学",
            "한국어 \u1112\u1161\u11ab\u1100\u116e\u11a8",
            "اَلْعَرَبِيَّةُ עִבְרִית ‏test",
            "Ελλάδα ΟΔΥΣΣΕΥΣ οδυσσεύς Москва Ёлка",
            "Straße ﬁn İstanbul ıspanak Ǆ ǅ ĳ ŉ",
            "crème brûlée, Łódź, Ærø, Þór, Đà Nẵng, naïve façade",
            "👍🏽 👨‍👩‍👧 🇻🇳 a😀b ☎️",
            "a\u0301\u0327\u0323 \u0301b z\u0363\u0489 e\u20dd",
            "một\u00adhai\u200bba\u200dbốn\ufeffnăm\u2060sáu",
            "a_b a-b a'b a’b a.b a·b @c #d");

    private static final List<String> PIECES = List.of(
            "a",
            "Đ",
            "ừ",
            "o\u031b\u0306",
            "\u0301",
            "1",
            "23",
            "456",
            "0912",
            ".",
            ",",
            " ",
            "-",
            "\u00ad",
            "\u200b",
            "\u200d",
            "₂",
            "½",
            "①",
            "ﬁ",
            "İ",
            "ß",
            "ǅ",
            "ที่",
            "हिन्दी",
            "漢",
            "가",
            "\u1100\u1161",
            "😀",
            "\ufe0f",
            "_",
            "'",
            "\"",
            "\n",
            "Ⅷ",
            "ª",
            "Ａ",
            "９",
            "\u0e33",
            "l·l",
            "ʼn",
            "ς",
            "Σ",
            "\u00a0");

    @Inject
    AgroalDataSource database;

    @Test
    void texts_in_many_scripts() throws SQLException {
        assertSame(CORPUS);
    }

    @Test
    void every_common_character_alone_and_between_others() throws SQLException {
        for (var pattern : List.of("%s", "a%sb", "1%s2")) {
            assertSame(IntStream.range(1, 0x3100)
                    .filter(TextAnalyzerTest::isKnownToBoth)
                    .mapToObj(Character::toString)
                    .map(pattern::formatted)
                    .toList());
        }
    }

    @Test
    void random_sequences_of_what_is_hard_to_cut() throws SQLException {
        var random = new Random(5);
        assertSame(Stream.generate(() -> random.ints(1 + random.nextInt(12), 0, PIECES.size())
                        .mapToObj(PIECES::get)
                        .collect(joining()))
                .limit(5_000)
                .toList());
    }

    @Test
    void random_characters() throws SQLException {
        var random = new Random(7);
        assertSame(Stream.generate(() -> random.ints(1, 0x20000)
                        .filter(TextAnalyzerTest::isKnownToBoth)
                        .limit(8)
                        .mapToObj(Character::toString)
                        .collect(joining()))
                .limit(5_000)
                .toList());
    }

    private static boolean isKnownToBoth(int character) {
        return Character.isDefined(character)
                && UCharacter.getAge(character).compareTo(UNICODE_OF_ICU) <= 0
                && Character.getType(character) != Character.SURROGATE
                && !RECLASSIFIED.contains(character);
    }

    private void assertSame(List<String> texts) throws SQLException {
        var differences = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select tokenize(text), unaccent(tokenize(text))
                          from unnest(?) with ordinality t (text, place) order by place""")) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            try (var rows = statement.executeQuery()) {
                for (var text : texts) {
                    rows.next();
                    var words = TextAnalyzer.words(text);
                    if (!String.join(" ", words).equals(rows.getString(1))) {
                        differences.add("%s: %s, in SQL %s".formatted(text, words, rows.getString(1)));
                    } else {
                        var folded = List.of(rows.getString(2).split(" "));
                        for (int i = 0; i < words.size(); i++) {
                            var inJava = TextAnalyzer.foldLatin(words.get(i));
                            if (inJava != null && !inJava.equals(folded.get(i))) {
                                differences.add("%s: %s, in SQL %s".formatted(text, inJava, folded.get(i)));
                            }
                        }
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }
}
