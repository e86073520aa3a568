// Random secrets of every kind that there is a rule for, in random places of random events, through
// normalization and scrubbing as in the relay: none is left in what would be stored. What is said
// of a rule's exact reach is in the other tests.
#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "domain/normalize/normalize.h"
#include "domain/scrub/testing.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool coin() { return below(2) == 0; }
  std::string of(std::string_view characters, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += characters[below(characters.size())];
    return text;
  }
  std::string digits(std::size_t count) { return of("0123456789", count); }
  std::string hex(std::size_t count) { return of("0123456789abcdefABCDEF", count); }
  /// Letters that no other secret consists of, so that chance makes no match.
  std::string word(std::size_t count) { return of("ghjkmnpqrstvwxyz", count); }
  template <class T, std::size_t N>
  const T& one_of(const T (&all)[N]) {
    return all[below(N)];
  }

 private:
  std::mt19937 random_;
};

/// A text, and what of it must not be seen again.
struct Secret {
  std::string text;
  std::string needle;
};

Secret all_of_it(std::string text) {
  return {text, text};
}

/// Groups of digits behind `head`, apart by `separator`.
Secret grouped(Dice& dice, std::string head, std::string_view separator,
               std::initializer_list<std::size_t> sizes) {
  for (const std::size_t size : sizes) {
    head += separator;
    head += dice.digits(size);
  }
  return all_of_it(std::move(head));
}

Secret card(Dice& dice) {
  constexpr std::string_view kSeparators[] = {"", "-", " "};
  const std::string_view separator = dice.one_of(kSeparators);
  if (dice.coin()) return grouped(dice, "37" + dice.digits(1), separator, {4, 4, 4});
  constexpr std::string_view kHeads[] = {"4111", "5105", "6011", "6511"};
  return grouped(dice, std::string(dice.one_of(kHeads)), separator, {4, 4, 4});
}

Secret iban(Dice& dice) {
  constexpr std::string_view kCountries[] = {"DE", "AT", "GB", "FR", "NO", "MT", "TG"};
  return all_of_it(std::string(dice.one_of(kCountries)) + dice.digits(2) +
                   dice.of("ABCXYZ0123456789", 11 + dice.below(19)));
}

Secret pem(Dice& dice) {
  const std::string body = dice.of("GHJKmnpq/+", 64);
  const std::string_view kind = dice.coin() ? "RSA PRIVATE" : "PUBLIC";
  return {fmt::format("-----BEGIN {0} KEY-----\n{1}\n-----END {0} KEY-----", kind, body), body};
}

Secret url_password(Dice& dice) {
  const std::string password = dice.word(12) + dice.digits(2);
  return {fmt::format("https://{}:{}@{}.example/", dice.word(3), password, dice.word(5)), password};
}

Secret bearer(Dice& dice) {
  const std::string token = dice.word(10) + "." + dice.hex(8);
  return {"Bearer " + token, token};
}

/// The text as a whole is taken when it looks like this.
Secret named_in_text(Dice& dice) {
  constexpr std::string_view kNames[] = {"password", "my secret", "API_KEY", "credentials",
                                         "token: "};
  const std::string value = dice.word(12);
  return {std::string(dice.one_of(kNames)) + '=' + value, value};
}

Secret ipv4(Dice& dice) {
  return all_of_it(fmt::format("{}.{}.{}.{}", 10 + dice.below(240), dice.below(256),
                               dice.below(256), dice.below(256)));
}

Secret ipv6(Dice& dice) {
  std::string text = "2001";
  for (int i = 0; i < 7; ++i) text += ':' + fmt::format("{:x}", 4096 + dice.below(60'000));
  return all_of_it(std::move(text));
}

Secret mail(Dice& dice) {
  return all_of_it(dice.word(6) + ".x+1@" + dice.word(5) + ".example.com");
}

Secret mac(Dice& dice) {
  std::string text = dice.hex(2);
  const char separator = dice.coin() ? ':' : '-';
  for (int i = 0; i < 5; ++i) text += separator + dice.hex(2);
  return all_of_it(std::move(text));
}

Secret uuid(Dice& dice) {
  return all_of_it(fmt::format("{}-{}-{}-{}-{}", dice.hex(8), dice.hex(4), dice.hex(4), dice.hex(4),
                               dice.hex(12)));
}

Secret user_path(Dice& dice) {
  const std::string name = dice.word(9);
  constexpr std::string_view kForms[] = {"/home/{}/x.py", "C:\\Users\\{}\\x.dll",
                                         "/Users/{}/Library"};
  return {fmt::format(fmt::runtime(dice.one_of(kForms)), name), name};
}

struct Kind {
  std::string_view rule;  ///< Name of the built-in one.
  Secret (*make)(Dice&);
  bool by_default = false;   ///< The switches alone take it.
  bool in_messages = false;  ///< In the message of an event too.
};

constexpr Kind kKinds[] = {
    {"creditcard", card, true, true},
    {"iban", iban, true, true},
    {"usssn",
     [](Dice& dice) {
       return grouped(dice, dice.digits(3), "-", {2, 4});
     },
     true, true},
    {"pemkey", pem, true},
    {"urlauth", url_password, true},
    {"bearer", bearer, true, true},
    {"password", named_in_text, true},
    {"ip", ipv4, true},
    {"ip", ipv6, true},
    {"email", mail, false, true},
    {"mac", mac},
    {"uuid", uuid},
    {"imei",
     [](Dice& dice) {
       return grouped(dice, dice.digits(2), "-", {6, 6, 1});
     }},
    {"userpath", user_path},
};

/// Where texts may be that are personal; `%` is the place.
constexpr std::string_view kPlaces[] = {
    R"({"extra":{"a":[1,%]}})",
    R"({"extra":{"a":{"b":{"c":%}}}})",
    R"({"extra":{"list":[["a",%],["b",2]]}})",
    R"({"user":{"id":%}})",
    R"({"user":{"username":%}})",
    R"({"user":{"data":{"plan":[%]}}})",
    R"({"request":{"data":%}})",
    R"({"request":{"data":{"a":%,"b":[null]}}})",
    R"({"request":{"query_string":[["a",%]]}})",
    R"({"request":{"fragment":%}})",
    R"({"request":{"cookies":[["a",%]]}})",
    R"({"request":{"headers":[["X-A",%]]}})",
    R"({"request":{"env":{"A":%}}})",
    R"({"logentry":{"message":"m","params":[%]}})",
    R"({"exception":[{"type":"E","mechanism":{"type":"m","description":%}}]})",
    R"({"exception":[{"type":"E","mechanism":{"type":"m","data":{"a":%}}}]})",
    R"({"exception":[{"type":"E","stacktrace":{"frames":[{"function":"f","vars":{"a":[%]}}]}}]})",
    R"({"threads":[{"id":1,"stacktrace":{"frames":[{"function":"f","vars":{"a":%}}]}}]})",
    R"({"stacktrace":{"frames":[{"function":"f","vars":{"a":{"b":%}}}]}})",
    R"({"breadcrumbs":[{"message":%}]})",
    R"({"breadcrumbs":[{"data":{"a":%}}]})",
    R"({"contexts":{"mine":{"a":%}}})",
    R"({"contexts":{"response":{"data":{"a":%}}}})",
    R"({"contexts":{"device":{"device_unique_identifier":%}}})",
    R"({"spans":[{"data":{"a":%}}]})",
};
constexpr std::string_view kMessage = R"({"logentry":{"formatted":%}})";

/// Words around the text, apart from it as texts are.
std::string surrounded(Dice& dice, const std::string& text) {
  constexpr std::string_view kSeparators[] = {" ", "\n", ", ", " \"", " (", "; "};
  std::string before = dice.coin() ? dice.word(4) : "";
  if (!before.empty()) before += dice.one_of(kSeparators);
  const std::string after = dice.coin() ? " " + dice.word(3) : "";
  return before + text + after;
}

json::object event_with(std::string_view place, const std::string& text) {
  std::string quoted;
  protocol::write_json(json::string(text), quoted);
  std::string event(place);
  event.replace(event.find('%'), 1, quoted);
  return parsed_object(event);
}

/// Puts what is in `from` beside what is in `into`, under the names of both.
void merge(const json::value& from, json::value& into) {
  if (from.is_object() && into.is_object()) {
    for (const auto& [key, value] : from.get_object()) {
      json::value& there = into.get_object()[key];
      if (there.is_null()) {
        there = value;
      } else {
        merge(value, there);
      }
    }
  } else if (from.is_array() && into.is_array()) {
    for (const json::value& value : from.get_array()) into.get_array().push_back(value);
  } else {
    into = from;
  }
}

struct Sent {
  json::value event = json::object();
  std::vector<std::string> needles;
};

/// Up to `most` secrets of the kinds.
Sent random_event(Dice& dice, const std::vector<Kind>& kinds, std::size_t most) {
  Sent sent;
  for (std::size_t left = 1 + dice.below(most); left > 0; --left) {
    const Kind& kind = kinds[dice.below(kinds.size())];
    const Secret secret = kind.make(dice);
    const bool in_message = kind.in_messages && dice.below(10) == 0;
    const std::string_view place = in_message ? kMessage : dice.one_of(kPlaces);
    merge(event_with(place, surrounded(dice, secret.text)), sent.event);
    sent.needles.push_back(secret.needle);
  }
  return sent;
}

/// Normalizes and scrubs; how many secrets were there in between.
std::size_t check(Sent sent, const ScrubConfig& config) {
  NormalizeContext context;
  context.event_id = {1, 2};
  context.project = {7};
  context.received = from_unix_us(1'764'000'000'000'000);
  json::object& event = sent.event.get_object();
  EXPECT_TRUE(normalize_event(event, context).has_value());
  const std::string before = written(event);
  scrub_event(event, config);
  const std::string after = written(event);
  std::size_t seen = 0;
  for (const std::string& needle : sent.needles) {
    std::string quoted;
    protocol::write_json(json::string(needle), quoted);
    const std::string_view inside = std::string_view(quoted).substr(1, quoted.size() - 2);
    if (before.find(inside) != std::string::npos) ++seen;
    EXPECT_EQ(after.find(inside), std::string::npos) << inside << " of\n"
                                                     << before << "\nin\n"
                                                     << after;
  }
  return seen;
}

constexpr unsigned kEvents = 400;

TEST(Secrets, AreTakenByTheSwitches) {
  std::vector<Kind> kinds;
  for (const Kind& kind : kKinds) {
    if (kind.by_default) kinds.push_back(kind);
  }
  const ScrubConfig config({.scrub_ip_addresses = true}, {});
  std::size_t seen = 0;
  for (unsigned seed = 0; seed < kEvents && !testing::Test::HasFailure(); ++seed) {
    Dice dice(seed);
    seen += check(random_event(dice, kinds, 8), config);
  }
  EXPECT_GT(seen, kEvents) << "most of them get past normalization";
}

TEST(Secrets, AreTakenByRulesOfOnesOwnWhateverTheirMethod) {
  const std::vector<Kind> kinds(std::begin(kKinds), std::end(kKinds));
  std::size_t seen = 0;
  for (const char* const method : {"replace", "mask", "remove", "hash"}) {
    std::string rules;
    for (const Kind& kind : kKinds) {
      rules += fmt::format("{}\"@{}:{}\"", rules.empty() ? "" : ",", kind.rule, method);
    }
    // Neither switch is on.
    const ScrubConfig config(
        {.scrub_data = false},
        read_pii_config(fmt::format(R"({{"applications":{{"$string":[{}]}}}})", rules)));
    for (unsigned seed = 0; seed < kEvents && !testing::Test::HasFailure(); ++seed) {
      Dice dice(seed);
      seen += check(random_event(dice, kinds, 8), config);
    }
  }
  EXPECT_GT(seen, 4 * kEvents);
}

TEST(Secrets, AreTakenByTheNamesOfTheirKeys) {
  constexpr std::string_view kKeys[] = {"password",    "db_passwd",    "mySecret",  "api-key",
                                        "apikey",      "x-auth-token", "AUTH",      "credentials",
                                        "mysql_pwd",   "private_key",  "own_field", "otp",
                                        "accessToken", "two-factor"};
  constexpr std::string_view kForms[] = {R"(%)", R"([1,%])", R"({"a":%})", R"({"a":[{"b":%}]})"};
  constexpr std::string_view kBags[] = {
      R"({"extra":{"KEY":FORM}})",
      R"({"extra":{"a":[{"KEY":FORM}]}})",
      R"({"request":{"data":{"KEY":FORM}}})",
      R"({"request":{"env":{"KEY":FORM}}})",
      R"({"contexts":{"mine":{"KEY":FORM}}})",
      R"({"breadcrumbs":[{"data":{"KEY":FORM}}]})",
      R"({"user":{"data":{"KEY":FORM}}})",
      R"({"stacktrace":{"frames":[{"function":"f","vars":{"KEY":FORM}}]}})"};
  const ScrubConfig config({.sensitive_fields = {"own_field"}}, {});
  std::size_t seen = 0;
  for (unsigned seed = 0; seed < kEvents && !testing::Test::HasFailure(); ++seed) {
    Dice dice(seed);
    std::string place(dice.one_of(kBags));
    place.replace(place.find("KEY"), 3, dice.one_of(kKeys));
    place.replace(place.find("FORM"), 4, dice.one_of(kForms));
    const std::string value = dice.word(12);
    seen += check({event_with(place, surrounded(dice, value)), {value}}, config);
  }
  EXPECT_EQ(seen, kEvents);
}

}  // namespace
}  // namespace picket::domain::scrub
