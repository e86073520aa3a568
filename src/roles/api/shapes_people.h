// How people, their sessions, factors and tokens look in answers and in the bodies of requests.
// Beside user_json.h and tokens_json.h, which write them.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kAvatar;
extern const ObjectShape kUser;
extern const ObjectShape kSelfUser;
extern const ObjectShape kApiIndex;
extern const ObjectShape kSignedIn;
extern const ObjectShape kSignInConfig;
extern const ObjectShape kNextUri;
extern const ObjectShape kEmailAddress;
extern const ObjectShape kHealth;
extern const ObjectShape kSession;
extern const ObjectShape kFactor;
extern const ObjectShape kEnrolment;
extern const ObjectShape kRecoveryCodes;
extern const ObjectShape kApiToken;
extern const ObjectShape kNewApiToken;
extern const ObjectShape kOrgAuthToken;
extern const ObjectShape kNewOrgAuthToken;

inline constexpr Shape kAuthConfigs[] = {kSignInConfig, kNextUri};

// Bodies.
extern const ObjectShape kSignInBody;
extern const ObjectShape kProofBody;
extern const ObjectShape kNewPasswordBody;
extern const ObjectShape kPasswordChangeBody;
extern const ObjectShape kAccountChangeBody;
extern const ObjectShape kEmailBody;
extern const ObjectShape kAccountEndBody;
extern const ObjectShape kTotpCodeBody;
extern const ObjectShape kCreateTokenBody;
extern const ObjectShape kNameBody;
extern const ObjectShape kRevokeTokenBody;

}  // namespace picket::api
