top.transform(db.Trans.M45)
