#include "domain/scrub/builtin_patterns.h"

#include <array>
#include <string>
#include <utility>

namespace picket::domain::scrub {
namespace {

constexpr const char* kImei = R"(\b(\d{2}-?\d{6}-?\d{6}-?\d{1,2})\b)";
constexpr const char* kMac = R"(\b([[:xdigit:]]{2}[:-]){5}[[:xdigit:]]{2}\b)";
constexpr const char* kUuid =
    R"((?i)\b[a-z0-9]{8}-?[a-z0-9]{4}-?[a-z0-9]{4}-?[a-z0-9]{4}-?[a-z0-9]{12}\b)";
constexpr const char* kEmail =
    R"(\b[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.[a-zA-Z]{2,}\b)";
// Those countries that have an IBAN.
constexpr const char* kIban =
    R"(\b(AT|AD|AE|AL|AZ|BA|BE|BG|BH|BR|BY|CH|CR|CY|CZ|DE|DK|DO|EE|EG|ES|FI|FO|FR|GB|GE|GI|GL|GR)"
    R"(|GT|HR|HU|IE|IL|IQ|IS|IT|JO|KW|KZ|LB|LC|LI|LT|LU|LV|LY|MC|MD|ME|MK|MR|MT|MU|NL|NO|PK|PL|PS)"
    R"(|PT|QA|RO|RU|RS|SA|SC|SE|SI|SK|SM|ST|SV|TL|TN|TR|UA|VA|VG|XK|DZ|AO|BJ|BF|BI|CV|CM|CF|TD|KM)"
    R"(|CG|CI|DJ|GQ|GA|GW|HN|IR|MG|ML|MA|MZ|NI|NE|SN|TG)\d{2}[a-zA-Z0-9]{11,29}\b)";
constexpr const char* kCard = R"(\b((?:3[47]\d|4\d{3}|5[1-5]\d\d|65\d\d|6011)([-\s]?\d){12})\b)";
// Also one whose end was cut off: there is a redacted piece then, the dots.
constexpr const char* kPem =
    R"((?s)(?:-----BEGIN[A-Z ]+(?:PRIVATE|PUBLIC) KEY-----[\t ]*\r?\n?)(.+?))"
    R"((?:\r?\n?-----END[A-Z ]+(?:PRIVATE|PUBLIC) KEY-----|\x00\z))";
constexpr const char* kUrlAuth =
    R"(\b(?:(?:[a-z0-9+-]+:)?//([a-zA-Z0-9%_.-]+(?::[a-zA-Z0-9%_.-]+)?))@)";
constexpr const char* kSsn = R"(\b([0-9]{3}-[0-9]{2}-[0-9]{4})\b)";
constexpr const char* kUserPath =
    R"((?i)(?:(?:\b(?:[a-zA-Z]:[\\/])?(?:users|home|documents and settings|[^/\\]+[/\\]profiles))"
    R"([\\/])|(?:/(?:home|users)/))([^/\\\r\n\x00]+))";
constexpr const char* kBearer = R"((?i)\b(Bearer\s+)([^\s]+))";
constexpr const char* kTokenKey = "(?i)token";
constexpr const char* kPasswordKey =
    "(?i)(password|secret|passwd|api[-_]key|apikey|auth|credentials|mysql_pwd|privatekey|"
    R"(private[-_]key|token[^\s]*[:=]|^otp$|^two[-_]factor$))";

std::string ipv4() {
  const std::string octet = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)";
  return octet + R"(\.)" + octet + R"(\.)" + octet + R"(\.)" + octet;
}

/// Groups of hex digits before and behind the "::", longest forms first. Relay's third form takes
/// three colons only, so that the start of 2001:db8::1 stays; here two are enough. Then those with
/// an IPv4 address at the end, the first of which belongs to a link-local address with its zone.
std::string ipv6() {
  const std::string hex = "[0-9a-fA-F]{1,4}";
  const std::string before = "(?:" + hex + ":)";
  const std::string behind = "(?::" + hex + ")";
  const std::string forms[] = {
      before + "{7}" + hex,
      before + "{1,7}:",
      before + "{1,6}::?" + hex,
      before + "{1,5}:" + behind + "{1,2}",
      before + "{1,4}:" + behind + "{1,3}",
      before + "{1,3}:" + behind + "{1,4}",
      before + "{1,2}:" + behind + "{1,5}",
      hex + ":(?:" + behind + "{1,6})",
      ":(?:" + behind + "{1,7}|:)",
      "fe80:" + behind + "{0,4}%[0-9a-zA-Z]{1,}::(?:ffff(?::0{1,4}){0,1}:){0,1}" + ipv4(),
      before + "{1,4}:" + ipv4(),
  };
  std::string any;
  for (const std::string& form : forms) (any += any.empty() ? "" : "|") += form;
  return R"((?i)(?:\s|[[:punct:]]|^)()" + any + R"()(?:\s|[[:punct:]]|$))";
}

Step whole(std::shared_ptr<const Pattern> pattern, Triggers trigger) {
  return {.pattern = std::move(pattern), .trigger = trigger};
}

Step group(std::shared_ptr<const Pattern> pattern, std::uint8_t index, Triggers trigger) {
  return {.pattern = std::move(pattern), .groups = {index}, .trigger = trigger};
}

/// What its text is, once: `Tag` tells one static from another.
#define PICKET_PATTERN(TEXT)                                                    \
  ([]() -> const std::shared_ptr<const Pattern>& {                              \
    static const std::shared_ptr<const Pattern> kOnce = Pattern::builtin(TEXT); \
    return kOnce;                                                               \
  }())

std::vector<Step> ip_steps() {
  Step v6 = group(PICKET_PATTERN(ipv6()), 1, kIpLike);
  v6.shares_edges = true;
  return {whole(PICKET_PATTERN(R"(\b)" + ipv4() + R"(\b)"), kIpLike), std::move(v6)};
}

std::vector<Step> password_steps() {
  return {whole(PICKET_PATTERN(kBearer), kBearerWord),
          {.pattern = PICKET_PATTERN(kTokenKey), .on = Step::On::key, .trigger = kPasswordWord},
          {.pattern = PICKET_PATTERN(kPasswordKey),
           .on = Step::On::key_or_value,
           .trigger = kPasswordWord}};
}

}  // namespace

const std::shared_ptr<const Pattern>& anything_pattern() {
  return PICKET_PATTERN(".*");
}

std::vector<Step> builtin_steps(RuleType type) {
  switch (type) {
    case RuleType::imei:
      return {whole(PICKET_PATTERN(kImei), kCardLike)};
    case RuleType::mac:
      return {whole(PICKET_PATTERN(kMac), kMacLike)};
    case RuleType::uuid:
      return {whole(PICKET_PATTERN(kUuid), kUuidLike)};
    case RuleType::email:
      return {whole(PICKET_PATTERN(kEmail), kEmailLike)};
    case RuleType::ip:
      return ip_steps();
    case RuleType::creditcard:
      return {whole(PICKET_PATTERN(kCard), kCardLike)};
    case RuleType::iban:
      return {whole(PICKET_PATTERN(kIban), kIbanLike)};
    case RuleType::userpath:
      return {group(PICKET_PATTERN(kUserPath), 1, kPathLike)};
    case RuleType::pemkey:
      return {group(PICKET_PATTERN(kPem), 1, kPemLike)};
    case RuleType::url_auth:
      return {group(PICKET_PATTERN(kUrlAuth), 1, kUrlAuthLike)};
    case RuleType::us_ssn:
      return {whole(PICKET_PATTERN(kSsn), kSsnLike)};
    case RuleType::bearer:
      return {whole(PICKET_PATTERN(kBearer), kBearerWord)};
    case RuleType::password:
      return password_steps();
    case RuleType::anything:
      return {whole(anything_pattern(), kAlways)};
    case RuleType::pattern:
    case RuleType::redact_pair:
    case RuleType::multiple:
      break;
  }
  return {};
}

#undef PICKET_PATTERN

}  // namespace picket::domain::scrub
