#include "roles/api/shapes_people.h"

#include "domain/access/scope.h"
#include "domain/account/email.h"
#include "domain/account/totp.h"
#include "roles/api/tokens_json.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr std::int64_t kMaxName = 200;
constexpr std::string_view kThemes[] = {"light", "dark", "system"};
constexpr std::string_view kEvents[] = {"recommended", "latest", "oldest"};
constexpr std::string_view kOrders[] = {"-1", "1", "2"};

constexpr Shape frame_order() {
  Shape shape = kInteger;
  shape.words = kOrders;
  return shape;
}

constexpr Member kAvatarMembers[] = {
    {"avatarType", kText}, {"avatarUuid", kText.or_null()}, {"avatarUrl", kText.or_null()}};

constexpr Member kUserEmailMembers[] = {{"id", kText}, {"email", kText}, {"is_verified", kFlag}};
constexpr ObjectShape kUserEmail{"UserEmail", kUserEmailMembers};

constexpr Member kUserMembers[] = {{"id", kText},
                                   {"name", kText},
                                   {"username", kText},
                                   {"email", kText},
                                   {"avatarUrl", kText},
                                   {"isActive", kFlag},
                                   {"isSuspended", kFlag},
                                   {"hasPasswordAuth", kFlag},
                                   {"isManaged", kFlag},
                                   {"dateJoined", kDate},
                                   {"lastLogin", kDate.or_null()},
                                   {"has2fa", kFlag},
                                   {"lastActive", kDate.or_null()},
                                   {"isSuperuser", kFlag},
                                   {"isStaff", kFlag},
                                   {"experiments", kAnyObject},
                                   {"emails", list_of(kUserEmail)},
                                   {"avatar", kAvatar}};

constexpr Member kUserOptionsMembers[] = {{"theme", one_of(kThemes)},
                                          {"language", kText},
                                          {"stacktraceOrder", frame_order()},
                                          {"defaultIssueEvent", one_of(kEvents)},
                                          {"timezone", kText},
                                          {"clock24Hours", kFlag},
                                          {"prefersIssueDetailsStreamlinedUI", kNull}};
constexpr ObjectShape kUserOptions{"UserOptions", kUserOptionsMembers};

constexpr Member kUserFlagsMembers[] = {{"newsletter_consent_prompt", kFlag}};
constexpr ObjectShape kUserFlags{"UserFlags", kUserFlagsMembers};

constexpr Member kAuthenticatorMembers[] = {{"id", kText},
                                            {"type", kText},
                                            {"name", kText},
                                            {"dateCreated", kDate},
                                            {"dateUsed", kDate.or_null()}};
constexpr ObjectShape kAuthenticator{"Authenticator", kAuthenticatorMembers};

constexpr Member kSelfUserMembers[] = {{"identities", kAnyList},
                                       {"options", kUserOptions},
                                       {"flags", kUserFlags},
                                       {"permissions", kTexts},
                                       {"authenticators", list_of(kAuthenticator)}};

constexpr Member kTokenScopesMembers[] = {{"scopes", kTexts}};
constexpr ObjectShape kTokenScopes{"TokenScopes", kTokenScopesMembers};

constexpr Member kApiIndexMembers[] = {{"version", kText},
                                       {"auth", Shape(kTokenScopes).or_null()},
                                       {"user", Shape(kSelfUser).or_null()}};

constexpr Member kNextUriMembers[] = {{"nextUri", kText}};
constexpr Member kSignInConfigMembers[] = {
    {"serverHostname", kText}, {"canRegister", kFlag}, {"hasNewsletter", kFlag}};
constexpr Member kSignedInMembers[] = {{"nextUri", kText}, {"user", kSelfUser}};

constexpr Member kEmailAddressMembers[] = {
    {"email", kText}, {"isPrimary", kFlag}, {"isVerified", kFlag}};

constexpr Member kProblemMembers[] = {
    {"id", kText}, {"message", kText}, {"severity", kText}, {"url", kNull}};
constexpr ObjectShape kHealthProblem{"HealthProblem", kProblemMembers};
constexpr Member kHealthMembers[] = {{"problems", list_of(kHealthProblem)},
                                     {"healthy", map_of(kFlag)}};

constexpr Member kSessionMembers[] = {{"id", kText},
                                      {"isCurrent", kFlag},
                                      {"ipAddress", kText.or_null()},
                                      {"userAgent", kText.or_null()},
                                      {"dateCreated", kDate},
                                      {"lastSeen", kDate}};

constexpr Member kFactorMembers[] = {{"id", kText},
                                     {"name", kText},
                                     {"isEnrolled", kFlag},
                                     {"authId", kText.or_null()},
                                     {"createdAt", kDate.or_null()},
                                     {"lastUsedAt", kDate.or_null()},
                                     {"codesLeft", kInteger, optional}};

constexpr Member kEnrolmentMembers[] = {{"secret", kText}, {"qrcode", kText}};
constexpr Member kRecoveryCodesMembers[] = {{"codes", kTexts}};

constexpr Member kApiTokenMembers[] = {{"id", kText},
                                       {"name", kText.or_null()},
                                       {"scopes", kTexts},
                                       {"application", kNull},
                                       {"expiresAt", kDate.or_null()},
                                       {"dateCreated", kDate},
                                       {"dateLastUsed", kDate.or_null()},
                                       {"state", kNull},
                                       {"refreshToken", kNull},
                                       {"tokenLastCharacters", kText}};
constexpr Member kOrgAuthTokenMembers[] = {{"id", kText},
                                           {"name", kText},
                                           {"scopes", kTexts},
                                           {"tokenLastCharacters", kText},
                                           {"dateCreated", kDate},
                                           {"dateLastUsed", kDate.or_null()},
                                           {"projectLastUsedId", kText.or_null()}};
/// The one time that it is shown.
constexpr Member kSecretMembers[] = {{"token", kText}};

constexpr Member kSignInMembers[] = {{"username", kText},
                                     {"password", kText},
                                     {"otp", kText, optional},
                                     {"recoveryCode", kText, optional}};
constexpr Member kProofMembers[] = {{"password", kText, optional}, {"otp", kText, optional}};
constexpr Member kNewPasswordMembers[] = {{"password", kText}};
constexpr Member kPasswordChangeMembers[] = {
    {"password", kText}, {"passwordNew", kText}, {"passwordVerify", kText}};

/// Sentry's own forms send it as a text.
constexpr Shape kOrderForms[] = {frame_order(), one_of(kOrders)};
constexpr Member kOptionsChangeMembers[] = {
    {"theme", one_of(kThemes), optional},    {"defaultIssueEvent", one_of(kEvents), optional},
    {"timezone", kText.up_to(64), optional}, {"language", kText.up_to(16), optional},
    {"clock24Hours", kFlag, optional},       {"stacktraceOrder", either_of(kOrderForms), optional}};
constexpr ObjectShape kOptionsChange{"UserOptionsChange", kOptionsChangeMembers};
constexpr Member kAccountChangeMembers[] = {{"name", kText.up_to(kMaxName), optional},
                                            {"username", kText.up_to(kMaxName), optional},
                                            {"email", kText.up_to(kMaxName), optional},
                                            {"options", kOptionsChange, optional}};

constexpr Member kEmailMembers[] = {{"email", kText.up_to(domain::account::kMaxEmail)}};
constexpr Member kAccountEndMembers[] = {{"organizations", kTexts.up_to(100), optional}};

constexpr Member kTotpCodeMembers[] = {{"otp", kText.up_to(2 * domain::account::kTotpDigits)}};
constexpr Member kCreateTokenMembers[] = {{"name", kText.up_to(kMaxTokenName), optional},
                                          {"scopes", kTexts.up_to(domain::access::kScopes)},
                                          {"expiresInDays", kInteger.from_to(1, 3650), optional}};
constexpr Member kNameMembers[] = {{"name", kText.up_to(kMaxTokenName)}};
constexpr Member kRevokeTokenMembers[] = {{"tokenId", kText}};

}  // namespace

const ObjectShape kAvatar{"Avatar", kAvatarMembers};
const ObjectShape kUser{"User", kUserMembers};
const ObjectShape kSelfUser{"SelfUser", kSelfUserMembers, &kUser};
const ObjectShape kApiIndex{"ApiIndex", kApiIndexMembers};
const ObjectShape kSignedIn{"SignedIn", kSignedInMembers};
const ObjectShape kSignInConfig{"SignInConfig", kSignInConfigMembers};
const ObjectShape kNextUri{"NextUri", kNextUriMembers};
const ObjectShape kEmailAddress{"EmailAddress", kEmailAddressMembers};
const ObjectShape kHealth{"Health", kHealthMembers};
const ObjectShape kSession{"Session", kSessionMembers};
const ObjectShape kFactor{"Factor", kFactorMembers};
const ObjectShape kEnrolment{"Enrolment", kEnrolmentMembers};
const ObjectShape kRecoveryCodes{"RecoveryCodes", kRecoveryCodesMembers};
const ObjectShape kApiToken{"ApiToken", kApiTokenMembers};
const ObjectShape kNewApiToken{"NewApiToken", kSecretMembers, &kApiToken};
const ObjectShape kOrgAuthToken{"OrgAuthToken", kOrgAuthTokenMembers};
const ObjectShape kNewOrgAuthToken{"NewOrgAuthToken", kSecretMembers, &kOrgAuthToken};

const ObjectShape kSignInBody{"SignIn", kSignInMembers};
const ObjectShape kProofBody{"Proof", kProofMembers};
const ObjectShape kNewPasswordBody{"NewPassword", kNewPasswordMembers};
const ObjectShape kPasswordChangeBody{"PasswordChange", kPasswordChangeMembers};
const ObjectShape kAccountChangeBody{"AccountChange", kAccountChangeMembers};
const ObjectShape kEmailBody{"OneEmail", kEmailMembers};
const ObjectShape kAccountEndBody{"AccountEnd", kAccountEndMembers};
const ObjectShape kTotpCodeBody{"TotpCode", kTotpCodeMembers};
const ObjectShape kCreateTokenBody{"CreateToken", kCreateTokenMembers};
const ObjectShape kNameBody{"TokenName", kNameMembers};
const ObjectShape kRevokeTokenBody{"RevokeToken", kRevokeTokenMembers};

}  // namespace picket::api
