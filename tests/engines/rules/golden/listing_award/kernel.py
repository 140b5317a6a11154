def judge(facts, on, constants):
    (f0, f1, f2, f3, f4, f5,) = facts
    (k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, m1, m5, m6, m8, m9, m14, m15, m16, m17, m18,) = constants
    n0 = f0 is None or not -25567 <= f0 <= 84005  # event.happened_on
    if n0:
        f0 = 0
    n1 = f1 is None  # event.way
    n2 = f2 is None  # event.board
    f3 = 1 if f3 is None else 2 if f3 else 0  # company.dishonest
    n4 = f4 is None  # event.kind
    n5 = f5 is None  # company.fiscal_unit
    v0 = 1 if n1 else (2 if (f1 == k0) else 0)
    v1 = 1 if (n2 or m1) else (2 if (f2 in k1) else 0)
    v2 = 2 - f3
    v3 = 1 if n0 else (2 if (f0 >= k2) else 0)
    v4 = 1 if n0 else (2 if (f0 < k3) else 0)
    v5 = v3 if (v3 < v4) else v4
    v6 = on - f0
    v7 = 1 if n0 else (2 if (v6 >= 0) else 0)
    v8 = 1 if n0 else (2 if (v6 <= k4) else 0)
    v9 = v7 if (v7 < v8) else v8
    v10 = 1 if (n2 or m5) else (2 if (f2 in k5) else 0)
    v11 = 0 if (v10 == 2) else (-1 if (v10 == 1) else 1)
    v12 = k6 * 1000000
    v13 = 1 if n5 else (2 if (f5 == k7) else 0)
    v14 = 0 if (v13 == 2) else (-1 if (v13 == 1) else 1)
    v15 = m8 if (v14 == 0) else m9
    v16 = k8 if (v14 == 0) else k9
    v17 = (v14 < 0) or v15
    v18 = 1 if n4 else (2 if (f4 == k10) else 0)
    v19 = 1 if n4 else (2 if (f4 == k11) else 0)
    v20 = 1 if n4 else (2 if (f4 == k12) else 0)
    v21 = 1 if n4 else (2 if (f4 == k13) else 0)
    v22 = 0 if (v21 == 2) else (-1 if (v21 == 1) else (1 if (v20 == 2) else (-1 if (v20 == 1) else (2 if (v19 == 2) else (-1 if (v19 == 1) else (3 if (v18 == 2) else (-1 if (v18 == 1) else 4)))))))
    v23 = m14 if (v22 == 0) else (m15 if (v22 == 1) else (m16 if (v22 == 2) else (m17 if (v22 == 3) else True)))
    v24 = k14 if (v22 == 0) else (k15 if (v22 == 1) else (k16 if (v22 == 2) else (k17 if (v22 == 3) else 0)))
    v25 = (v22 < 0) or v23
    v26 = v16 * v24
    v27 = v17 or v25
    v28 = m6 if (v11 == 0) else v27
    v29 = v12 if (v11 == 0) else v26
    v30 = (v11 < 0) or v28
    v31 = ((v29 * 2) + 1000000) // 2000000
    verdict = v0
    if v1 < verdict:
        verdict = v1
    if v2 < verdict:
        verdict = v2
    if v5 < verdict:
        verdict = v5
    if v9 < verdict:
        verdict = v9
    near = verdict == 0 and v0 + v1 + v2 + v5 + v9 == 8 and v5 != 0 and v9 != 0
    return verdict, (v0, v1, v2, v5, v9,), None if v30 else v31, near, v5, v9


def settle(facts, on, constants):
    (f0, f1, f2, f3, f4, f5,) = facts
    (k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11, k12, k13, k14, k15, k16, k17, k18, m1, m5, m6, m8, m9, m14, m15, m16, m17, m18,) = constants
    n4 = f4 is None  # event.kind
    v0 = 1 if n4 else (2 if (f4 == k10) else 0)
    return v0, None if m18 else k18
